import subprocess,time,os
a=[x for x in open('/work/lab/fuzz/cmd.txt').read().split('\n') if x]
out=[];i=0
while i<len(a):
    x=a[i]
    if x.startswith('--emit='): x='--emit=metadata'
    if x=='--out-dir': out+=[x,'/tmp/fzcheck']; i+=2; continue
    if x.startswith('--error-format') or x.startswith('--json'): i+=1; continue
    out.append(x); i+=1
os.makedirs('/tmp/fzcheck',exist_ok=True)
t=time.time()
env=dict(os.environ,CARGO_PKG_VERSION='0.1.0',CARGO_MANIFEST_DIR='/work/lab/fuzz/core',CARGO_PKG_NAME='onrecord',CARGO='cargo')
r=subprocess.run(['nice']+out,cwd='/work/lab/fuzz',env=env,capture_output=True,text=True)
print(r.returncode,time.time()-t); print(r.stderr[-3000:])

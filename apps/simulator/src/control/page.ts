/** One file, no outside resource. It reads /state and /district.json and posts faults; the token comes in by `#token=…` or `?token=…`. */
export const controlPage = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>模拟区 Simulated district</title>
<style>
:root{color-scheme:light dark;--line:#8884;--bad:#c0392b;--ok:#1f8a4c}
*{box-sizing:border-box}body{margin:0;font:14px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
header{position:sticky;top:0;z-index:1;background:Canvas;border-bottom:1px solid var(--line);padding:12px 20px;display:flex;gap:20px;align-items:center;flex-wrap:wrap}
h1{font-size:16px;margin:0}main{padding:16px 20px;display:grid;gap:20px;max-width:1200px;margin:auto}
button{font:inherit;padding:3px 10px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;cursor:pointer}
button:hover{border-color:currentColor}button:focus-visible{outline:2px solid Highlight}button.bad{color:var(--bad)}button.on{background:var(--bad);color:#fff;border-color:var(--bad)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:5px 10px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
.muted{opacity:.65}.row{display:flex;gap:6px;flex-wrap:wrap}input,select{font:inherit;padding:3px 8px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit}
#error{color:var(--bad)}b.num{font-variant-numeric:tabular-nums}
</style></head><body>
<header><h1>模拟区 <span class="muted">Simulated district</span></h1><span id="counts" aria-live="polite"></span><span class="row">
<button class="bad" data-fault="power-cut">全区停电 Power cut</button><button class="bad" data-fault="prober-network">探测端断网 Cut the prober</button><button id="clear">全部恢复 Plug everything</button></span><span id="error" role="alert"></span></header>
<main><section><h2>正在发生 <span class="muted">Open faults</span></h2><table id="faults"></table></section>
<section><h2>摄像机 <span class="muted">One camera</span></h2><div class="row"><input id="camera" list="names" size="36" placeholder="名称、国标编码或 IP  name, GB code or IP" aria-label="camera"><datalist id="names"></datalist>
<select id="kind" aria-label="fault"><option value="unplug-camera">拔线 unplug</option><option value="picture-black">黑屏 black</option><option value="picture-frozen">冻结 frozen</option><option value="picture-blurred">失焦 blurred</option><option value="picture-covered">遮挡 covered</option><option value="picture-blue">蓝屏 blue</option><option value="change-password">改口令 change password</option><option value="move-camera">换 IP move</option><option value="repair-camera">修好 repair</option></select><button id="apply">执行 Do it</button></div></section>
<section><h2>场所 <span class="muted">Sites</span></h2><table id="sites"></table></section></main>
<script>
const token=new URLSearchParams(location.hash.slice(1)).get('token')||new URLSearchParams(location.search).get('token')||'';
const $=(id)=>document.getElementById(id);let district,state;
async function ask(method,path,body){const r=await fetch(path,{method,headers:{'x-sim-token':token,...(body?{'content-type':'application/json'}:{})},body:body?JSON.stringify(body):undefined});const j=await r.json();if(!r.ok)throw new Error(j.message);return j}
function el(tag,text,props){const e=document.createElement(tag);if(text!==undefined)e.textContent=text;Object.assign(e,props||{});return e}
async function act(work){$('error').textContent='';try{await work();await refresh()}catch(e){$('error').textContent=e.message}}
function toggle(kind,target,label){const open=state.faults.find((f)=>f.kind===kind&&(target===null||f.target===target));const b=el('button',label,{className:open?'on':''});b.setAttribute('aria-pressed',String(!!open));
b.onclick=()=>act(()=>open?ask('DELETE','/faults/'+open.id):ask('POST','/faults',target===null?{kind}:{kind,target}));return b}
function draw(){const c=state.cameras;$('counts').replaceChildren('在线 online ',el('b',String(c.online+c.degraded),{className:'num'}),' / '+c.total+'，异常 degraded '+c.degraded+'，离线 dark '+c.dark+'，取流 streams '+state.sockets.streams);
const faults=$('faults');faults.replaceChildren();if(!state.faults.length){const tr=el('tr');tr.append(el('td','没有人为故障  Nothing is broken on purpose',{className:'muted'}));faults.replaceChildren(tr)}
for(const f of state.faults){const tr=el('tr');const b=el('button','恢复 Undo');b.onclick=()=>act(()=>ask('DELETE','/faults/'+f.id));const td=el('td');td.append(b);tr.append(el('td',f.id),el('td',f.kind),el('td',f.targetName),el('td',f.cameras+' 路'),el('td',new Date(f.openedAt).toLocaleTimeString()),el('td',Object.values(f.facts).join(' → ')),td);faults.append(tr)}
const sites=$('sites');sites.replaceChildren();for(const s of district.sites){const tr=el('tr');const row=el('div',undefined,{className:'row'});row.append(toggle('unplug-site',s.id,'整个场所 site'));
for(const h of district.hosts)if(h.siteId===s.id&&(h.kind==='switch'||h.kind==='recorder'))row.append(toggle('unplug-'+h.kind,h.id,h.name.replace(s.name,'')+' '+h.ip));
const td=el('td');td.append(row);tr.append(el('td',s.name),el('td',s.plannedCameras+' 路'),el('td',s.cidrs[0],{className:'muted'}),td);sites.append(tr)}
for(const b of document.querySelectorAll('[data-fault]')){const open=state.faults.find((f)=>f.kind===b.dataset.fault);b.classList.toggle('on',!!open);b.onclick=()=>act(()=>open?ask('DELETE','/faults/'+open.id):ask('POST','/faults',{kind:b.dataset.fault}))}}
async function refresh(){state=await ask('GET','/state');draw()}
$('clear').onclick=()=>act(()=>ask('POST','/faults/clear'));
$('apply').onclick=()=>act(()=>ask('POST','/faults',{kind:$('kind').value,target:$('camera').value.trim()}));
act(async()=>{district=await ask('GET','/district.json');$('names').replaceChildren(...district.cameras.slice(0,2000).map((c)=>el('option',undefined,{value:c.name})));await refresh();setInterval(()=>act(async()=>{}),3000)});
</script></body></html>
`;

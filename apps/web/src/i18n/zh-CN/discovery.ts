export default {
  title: '发现', note: '问一问网上有谁；找到的先作候选，接入后才进台账', candidates: '候选设备', byState: '按处理状态', words: 'IP、MAC、序列号、型号', selected: '已选 {{n}} 台', noMac: '未取到 MAC', noSite: '未归属', ago: '{{for}}前',
  kind: { multicast: '组播', unicast: '单播', sweep: '扫描' },
  kindNote: { multicast: '在平台各网卡上发一次 WS-Discovery，只到得了同一网段', unicast: '向网段内每个地址单独发 WS-Discovery，可跨路由', sweep: '逐个试端口，能找到不应答 ONVIF 的设备；按限速慢慢来' },
  start: {
    title: '开始发现', how: '发现方式', ranges: '网段（每行一个）', wrong: '不是网段：{{list}}', ofSite: '加入某场所的网段', ports: '端口', rate: '每秒最多', usual: '默认', go: '开始', another: '再开一个', questions: '约 {{n}} 次询问', failed: '没有开始',
  },
  running: '正在{{kind}}', cancel: '停止', starting: '准备中', progress: '已问 {{asked}} / {{total}}，应答 {{answered}}，找到 {{found}} 台', spent: '已用 {{for}}', eta: '还要约 {{for}}', found: '找到 {{n}} 台',
  history: { title: '历史', n: '{{n}} 次', none: '还没有运行过', noneNote: '组播最快，几秒就有结果' },
  runState: { running: '进行中', done: '完成', failed: '失败', cancelled: '已停止' },
  state: { new: '待处理', accepted: '已接入', ignored: '已忽略', conflict: '冲突' },
  column: { ip: '地址', identity: '厂商型号', serial: '序列号 / MAC', channels: '通道', auth: '口令', relation: '与台账', site: '所属场所', source: '来源', seen: '最近见到' },
  source: { onvif: 'ONVIF', 'range-sweep': '扫描', multicast: '组播', unicast: '单播', sweep: '扫描' },
  auth: { accepted: '口令正确', rejected: '口令不对', locked: '已被设备锁定', unknown: '没有可试的口令', 'none-needed': '不需要口令' },
  authNote: {
    accepted: '用该网段的凭据认证通过', rejected: '每个版本的凭据对每台设备只试一次；请在“设置 · 凭据”更新后再发现', locked: '设备拒绝继续认证，平台不再尝试，请到现场或稍后处理',
    unknown: '这个网段没有配置凭据；请在“设置 · 凭据”添加', 'none-needed': '设备不校验口令，应尽快设置',
  },
  relation: { new: '台账没有', matched: '已在台账', moved: '换了地址', replaced: '换了设备', duplicate: '重复', unknown: '未判定' },
  relationNote: {
    new: '台账里没有这台设备', matched: '与台账中的设备一致', moved: '台账里有同一台设备，地址不同', replaced: '同一地址上换了一台设备', duplicate: '两台设备自称同一身份，需要人工判断', unknown: '身份信息不足，无法与台账比对',
  },
  effect: { add: '新增档案', move: '更新地址', replace: '替换设备', same: '无变化' },
  accept: {
    open: '接入', title: '接入 {{n}} 台', site: '接入到', sum: '{{devices}} 台设备，新增 {{cameras}} 路摄像机。', moved: '其中 {{n}} 台更新现有档案。', outside: '{{n}} 台不在该场所的网段内（{{cidrs}}），请确认没有选错',
    outsideOne: '不在网段内', noPassword: '{{n}} 台的口令不对或被锁，接入后只能做到协议应答（E1）', effect: '接入后', go: '接入 {{n}} 台', done: '已接入 {{n}} 台，一分钟内开始检测', partly: '已接入 {{n}} 台，{{refused}} 台未接入：{{why}}', failed: '没有接入',
  },
  ignore: { open: '忽略', title: '忽略 {{n}} 台', note: '不再作为待处理出现；随时可以在“已忽略”里找回。', why: '为什么忽略（必填）', go: '忽略', done: '已忽略 {{n}} 台', undo: '撤销', restore: '找回 {{n}} 台' },
  resolve: { open: '处理冲突', title: '处理冲突', found: '刚发现的', inLedger: '台账里的', question: '它们是什么关系？', same: '同一台', replaced: '换了新设备', different: '两台不同的设备', go: '按此处理' },
  resolveNote: { same: '用刚发现的地址和信息更新台账', replaced: '旧设备退役，摄像机档案保留，接到新设备上', different: '各自独立；刚发现的回到待处理，可以接入' },
  fact: { ip: '地址', mac: 'MAC', serial: '序列号', manufacturer: '厂商', model: '型号', firmware: '固件', name: '名称', seen: '最近见到' },
  empty: { filtered: '筛选条件下没有候选设备', new: '没有待处理的设备', accepted: '还没有接入过设备', ignored: '没有忽略的设备', conflict: '没有冲突' },
  emptyNote: { new: '从左边开始一次发现', accepted: '接入的设备会列在这里', ignored: '忽略的设备会列在这里，可以找回', conflict: '两台设备自称同一身份时会列在这里' },
} as const;

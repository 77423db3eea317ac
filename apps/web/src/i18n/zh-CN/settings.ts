export default {
  title: '设置', openHint: '双击或回车打开', chooseNode: '选择节点', forbiddenNote: '您的角色没有这一项',
  section: { sites: '场所', organisation: '组织', credentials: '凭据', people: '人员', preferences: '偏好', about: '关于' },
  note: { organisation: '公安、综治、维护、网络四棵树，场所挂在上面', sites: '拥有点位的地方：归属、网段、网关', credentials: '读取设备身份用的账号，按场所或网段', people: '谁能做什么，看到哪一片', preferences: '这台电脑上的外观与语言', about: '版本与运行方式' },
  site: {
    name: '名称', kind: '类型', police: '派出所', governance: '综治节点', maintenance: '维护单位', address: '地址', cidrs: '网段', gateway: '网关', cameras: '路数 / 应建', position: '位置', lng: '经度', lat: '纬度', planned: '应建路数', show: '查看',
    positionNote: 'WGS-84，小数 6 位', cidrsNote: '每行一个；发现和凭据都按它认场所', gatewayNote: '整片离线时先看网关应不应答', new: '新增场所', search: '名称、地址、网段', none: '还没有场所', noneNote: '先建场所，摄像机才有地方归属；也可以随台账导入一并建立', noMatch: '没有匹配的场所', sum: '{{n}} 个场所',
  },
  node: {
    tree: '组织树', trees: { police: '公安', governance: '综治', maintenance: '维护', network: '网络' }, kinds: { city: '市局', 'command-centre': '指挥中心', district: '区级', station: '派出所', beat: '责任区', street: '街道', community: '社区', grid: '网格', contractor: '维护单位', crew: '班组', core: '核心', switch: '交换机', uplink: '上联' },
    name: '名称', kind: '类型', parent: '上级', top: '不选则为顶层', parentNote: '归属定下后不再移动：权限范围和已公布的分组都挂在上面', new: '新增节点', search: '名称、拼音', none: '这棵树还没有节点', noneNote: '先建派出所、街道、维护单位，再把场所挂上去', noMatch: '没有这样的节点', sites: '{{n}} 处场所', sum: '{{n}} 个节点', hint: '点按节点改名',
  },
  credential: {
    name: '名称', for: '适用', cidrs: '网段', username: '账号', password: '口令', tries: '认证结果', changedAt: '更新时间', whole: '全区', version: '第 {{n}} 版', retired: '已停用', triesText: '通过 {{accepted}}，不对 {{rejected}}',
    rule: '每个版本的口令对每台设备只试一次，避免把设备锁死；口令只写不读', new: '新增凭据', change: '改口令', changeTitle: '改口令 · {{name}}', changeTo: '存为第 {{n}} 版', changeNote: '存为新版本后，下一次发现时对每台设备再试一次', writeOnly: '加密保存在平台，任何人都看不到原文',
    forNote: '凭据属于一个场所', cidrsNote: '留空就用场所的网段', retire: '停用', retireSure: '停用“{{name}}”？', retireNote: '停用后不再用它认证，已通过的设备降为协议应答', none: '还没有凭据', noneNote: '没有凭据时只能读到设备公开的信息',
  },
  person: {
    number: '编号', name: '姓名', unit: '单位', roles: '角色', scope: '范围', seen: '最近登录', state: '状态', whole: '全区', active: '正常', disabled: '已停用', locked: '锁定至 {{at}}', new: '新增人员', search: '编号、姓名、单位', none: '没有匹配的人员', sum: '{{n}} 人',
    reset: '重置口令', resetSure: '重置 {{name}} 的口令？', once: '只显示这一次：', disable: '停用', enable: '恢复', disableSure: '停用 {{name}}？', disableNote: '一分钟内其会话全部失效', password: '初始口令', passwordNote: '至少 10 位，大写、小写、数字、符号中的三种',
    scopeNote: '只看得到该节点以下的摄像机；不选为全区', separate: '系统、安全、审计三个管理员必须是三个人', separateNote: '系统、安全、审计管理员不可由一人兼任',
  },
  role: {
    'command-operator': '值班员', 'shift-lead': '值班长', 'station-operator': '派出所值班员', 'governance-viewer': '综治查看', 'grid-worker': '网格员', 'site-owner': '场所用户', crew: '维护员', 'contractor-lead': '维护负责人', inspector: '督查员',
    'system-admin': '系统管理员', 'security-admin': '安全管理员', 'audit-admin': '审计管理员',
  },
  preference: { theme: '外观', density: '密度', densityNote: '宽松：字大一号，行高 40', language: '语言', note: '外观和密度只记在这台电脑上，语言跟着账号走。' },
  about: {
    version: '版本', database: '数据库', embedded: '内置 PostgreSQL', external: '外部 PostgreSQL', queue: '任务队列', mode: '运行方式', demo: '演示：摄像机均为模拟', real: '正式', serverTime: '平台时间', clock: '本机时钟', clockText: '与平台相差 {{s}} 秒',
    link: '状态通道', licence: '许可', refused: '本平台不做人脸识别、车牌识别和人员轨迹；每次查看都有记录。',
  },
} as const;

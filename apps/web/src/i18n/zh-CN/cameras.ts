export default {
  title: '台账 · 一机一档', all: '{{n}} 路', found: '符合筛选 {{n}} 路', import: '导入', new: '新增摄像机', selected: '已选 {{n}} 路', unselect: '取消选择',
  grid: { all: '选中本页全部', one: '选中这一行', pages: '分页' },
  column: {
    state: '状态', site: '小区', name: '点位名称', address: '安装地址', gbCode: '国标编码', model: '厂商 · 型号', ip: '地址', pointClass: '分类', network: '网络', codec: '编码 · 分辨率',
    archiveScore: '档案完整', since: '当前状态持续', reason: '原因', evidence: '证据', channel: '通道', rtspPort: 'RTSP 端口', position: '经纬度', lifecycle: '生命周期',
  },
  columns: { button: '列 {{n}} / {{of}}', title: '显示的列', reset: '恢复默认' },
  network: { 'video-private': '视频专网', government: '政务网', 'internet-vpn': '互联网 VPN', public: '互联网' },
  lifecycle: { planned: '规划', installing: '安装中', trial: '试运行', 'in-service': '在用', suspended: '暂停', replaced: '已替换', retired: '退役' },
  siteKind: {
    'old-estate': '老旧小区', 'urban-village': '城中村', 'street-shop': '沿街商铺', 'crowded-place': '人员密集场所', government: '党政机关', 'vital-site': '要害部位', school: '学校',
    hospital: '医院', enterprise: '企业', community: '社区', road: '道路', park: '公园', transport: '交通场站', other: '其他',
  },
  missing: { coordinates: '缺坐标', gbCode: '缺国标编码', serial: '缺序列号', mac: '缺 MAC' },
  filter: {
    label: '筛选', words: '名称、编码、IP、MAC、序列号', node: '辖区', state: '状态', pointClass: '点位', vendor: '厂商', network: '网络', siteKind: '场所', lifecycle: '生命周期', missing: '缺项',
    more: '条件', nothing: '没有可选项', without: '去掉 {{name}}', save: '存为常用', saveName: '给这组筛选起个名字', saveNote: '只保存在本机浏览器；发给同事请直接复制地址栏', saved: '存：{{name}}', forget: '删除常用筛选 {{name}}',
  },
  export: { xlsx: 'Excel（xlsx）', csv: 'CSV · UTF-8', gb: 'CSV · GB18030' },
  tree: {
    label: '辖区树', which: '按哪种组织', police: '公安', governance: '综治', site: '场所', fold: '收起辖区树', unfold: '展开辖区树', search: '名称或拼音首字母', none: '您的范围内没有辖区',
    noneNote: '请管理员在“设置 · 场所”中建立，或导入台账', noMatch: '没有匹配的辖区', offline: '离线 {{n}} 路',
  },
  empty: {
    filtered: '筛选条件下没有摄像机', filteredNote: '放宽一个条件，或清除筛选', none: '台账还是空的', noneNote: '从表格导入，或到“发现”把网上找到的设备接入', noScope: '您的范围内还没有摄像机', discover: '去发现',
  },
  bulk: {
    open: '批量修改', title: '批量修改 · 已选 {{n}} 路', add: '加一个要改的字段', none: '先选要改的字段', noneNote: '点位名称、国标编码、地址等每路不同的字段不能批量改', without: '不改 {{name}}',
    field: '字段', old: '原值', new: '新值', empty: '（空）', emptied: '清空', sum: '{{changed}} 路会改动，{{same}} 路已是新值。', rest: '另有 {{n}} 路未逐一列出，写入时同样处理。',
    why: '为什么改（必填，写入变更记录）', apply: '写入 {{n}} 路', done: '已写入 {{n}} 路，可在各路“变更”中查到',
  },
} as const;

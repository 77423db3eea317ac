export default {
  product: '烽燧', subtitle: '视频联网与运维平台', network: '区域视频联网',
  nav: { overview: '总览', outages: '故障', cameras: '台账', discovery: '发现', audit: '审计', settings: '设置', sim: '模拟器', collapse: '收起', expand: '展开', main: '主导航' },
  search: { placeholder: '搜索 摄像机 / 场所 / 编码 / IP', none: '没有找到“{{q}}”', sites: '场所', cameras: '摄像机', hint: '↑↓ 选择 · 回车打开' },
  scope: { label: '范围', whole: '全区', sites: '{{n}} 处场所' },
  link: { label: '状态通道', live: '正常', connecting: '连接中', lost: '中断', lostBanner: '状态通道中断，数据已有 {{age}}，每 30 秒轮询一次，正在第 {{attempt}} 次重连', never: '尚未连上' },
  guard: { banner: '探测器自身断网，自 {{since}} 起停止判定，离线数不可信', noSince: '探测器自身断网，已停止判定，离线数不可信' },
  clock: { off: '本机时钟与平台相差 {{s}} 秒，页面一律显示平台时间' },
  user: { signOut: '退出登录', theme: '外观', dark: '深色', light: '浅色', language: '语言', density: '密度', compact: '紧凑', comfortable: '宽松', keys: '键盘快捷键', demo: '演示数据', version: '版本' },
  notFound: { title: '没有这个页面', note: '地址可能已变，或您的角色没有这一页', home: '到总览' },
  crash: { title: '这一页出错了', note: '其余页面不受影响。重试无效时请把下面的文字交给管理员', reload: '重新载入' },
} as const;

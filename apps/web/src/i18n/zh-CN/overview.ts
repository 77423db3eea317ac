export default {
  rate: {
    title: '在线率', instant: '瞬时', evidence: '证据 {{level}} · {{word}}', roundEnded: '上轮结束 {{at}}', noRound: '首轮未结束', judged: '/ {{den}} 路已判定',
    short: '未达合同 {{threshold}} %，', shortBy: '还差 {{n}} 路', pass: '已达合同 {{threshold}} %', noPass: '覆盖率不足，不判是否达标', none: '尚无已判定的摄像机',
    lower: '下限 {{v}}', upper: '上限 {{v}}', contract: '合同 {{v}}', coverage: '覆盖率', unknown: '未知', excluded: '不计入', how: '怎么算的 · 逐台核对', axis: '在线率 {{rate}}，下限 {{lower}}，上限 {{upper}}，合同 {{contract}}',
  },
  ledger: {
    title: '台账 {{n}} 路', note: '{{sites}} 处场所 · 在用且应评估 {{assessed}}', all: '全部台账', normal: '其中正常 {{n}}', countedOnline: '计入在线', grouped: '{{roots}} 组根因含 {{n}}', single: '均为单台',
    unknownNote: '不入分母', blind: '探测器断网', maintenanceNote: '另有未投用 {{n}}', yesterday: '较昨日同刻', noYesterday: '尚无昨日同刻数据', changes: '近 1 小时变化 {{n}} 次，抖动静默 {{f}} 台',
    empty: '还没有摄像机', emptyNote: '先发现设备，或导入台账', goDiscover: '去发现', goImport: '导入台账',
  },
  outages: {
    title: '故障', enter: '进入', roots: '根因 {{n}} 组', share: '路 · 占离线 {{pct}} %', singles: '单台', singlesUnit: '路', none: '没有成组故障', noneNote: '离线的都是单台，没有共同上联', quiet: '没有未恢复的故障',
    oldest: '最久 {{age}}', fix: '修好前 {{n}} 组根因，在线率将回到', lines: '路',
  },
  trend: {
    '24h': '近 24 小时', '30d': '近 30 天', '12m': '近 12 个月', tab24h: '24 小时', tab30d: '30 天', tab12m: '12 个月', label: '时间跨度',
    note24h: '每小时净时长在线率，阴影为下限至上限', note30d: '每日净时长在线率，阴影为下限至上限', note12m: '每月净时长在线率，阴影为下限至上限', today: '今日净 {{net}} % · 毛 {{gross}} %',
    contract: '合同 {{v}}', now: '此刻', todayTick: '今日', thisMonth: '本月', net: '净', gross: '毛', lower: '下限', upper: '上限',
    firstDay: '刚开始测量，至今净时长在线率 {{net}} %', young: '自 {{at}} 起测量，已 {{age}}', youngNote: '不足两个{{unit}}，还画不出曲线；不画空轴', none: '还没有测量', noneNote: '有摄像机入册并完成第一轮探测后开始', hour: '整点', day: '整日', month: '整月', look24h: '看 24 小时', soFar: '至今净 {{net}} %',
  },
  groups: { title: '分组对比', label: '分组', police: '派出所', governance: '街道', site: '场所', vendor: '厂商', access: '接入方式', offline: '离线', contract: '合同 {{v}}', empty: '没有可比的分组', emptyAccess: '还没有可比的接入方式', unnamed: '未填' },
  worst: {
    title: '最差 {{n}} 处场所', note: '按离线路数；括号内为根因覆盖路数', site: '场所', police: '派出所', rate: '在线率', offline: '离线', unknown: '未知', spark: '近 7 天', delta: '较昨日', cause: '疑似根因', view: '查看',
    single: '单点为主，无共同上联', whole: '整处中断 · {{reason}}', none: '没有离线的场所', noneNote: '每一处已判定的摄像机都在线', noDelta: '–', points: '百分点',
  },
  how: {
    title: '在线率怎么算', formula: '算式', rate: '在线率 = 在线 ÷（在线 + 离线）', lower: '下限 = 在线 ÷（在线 + 离线 + 未知），未知全当离线', upper: '上限 =（在线 + 未知）÷（在线 + 离线 + 未知），未知全当在线', coverage: '覆盖率 =（在线 + 离线）÷ 应评估',
    population: '统计范围', filter: '条件', filterText: '在用或试运行，已投用，未退出，不在停用期，不在批准的检修中', count: '台账', assessed: '应评估', excludedRow: '不计入', excludedText: '检修 {{m}} · 停用 {{d}} · 未投用 {{n}}', evidence: '证据等级', evidenceText: '{{level}} {{word}}；其中 {{share}} % 为 E2（已认证应答）', rule: '规则版本', computed: '计算时间', threshold: '合同', pass: '判定',
    passText: '按分数判定，不按显示的两位小数；差 {{n}} 路', passed: '已达', failed: '未达', noPass: '覆盖率低于 90 %，不判',
    sql: '同一个数，用 SQL 数出来', sqlNote: '在数据库上执行，应得到相同的在线、离线、未知路数', lists: '逐台核对', unknownNote: '未知不进分子也不进分母；只影响覆盖率与上下限。异常（口令失效、校时偏差等）仍有应答，计入在线。', online: '在线 {{n}} 路', offline: '离线 {{n}} 路', unknown: '未知 {{n}} 路', degraded: '异常 {{n}} 路', day: '今日时长在线率', dayText: '净 {{net}} % · 毛 {{gross}} % · 覆盖率 {{coverage}} %',
  },
} as const;

export default {
  retry: '重试', retrying: '正在自动重试', notRetrying: '未自动重试', updating: '更新中，保留旧数据', loading: '加载中', close: '关闭', copy: '复制', copied: '已复制', trace: '诊断号',
  cancel: '取消', confirm: '确定', save: '保存', edit: '修改', more: '更多', all: '全部', none: '无', search: '搜索', clear: '清除', clearFilter: '清除筛选', view: '查看', open: '打开', export: '导出', back: '返回',
  failed: '没有取到数据', failedSave: '没有保存', noAnswer: '平台没有应答，请检查网络', forbidden: '没有权限', gone: '不存在或不在您的范围内', page: '第 {{from}}–{{to}} 条，共 {{total}} 条',
  keys: {
    title: '键盘', search: '全局搜索', overview: '到总览', cameras: '到台账', outages: '到故障', help: '显示本页', escape: '关闭、返回', tree: '树：上下移动，左右收展，回车选中', note: '在输入框内不生效',
  },
  ago: { seconds: '{{n}} 秒', minutes: '{{n}} 分', hours: '{{n}} 小时', hoursMinutes: '{{h}} 小时 {{m}} 分', days: '{{n}} 天', daysHours: '{{d}} 天 {{h}} 小时', minutesSeconds: '{{m}} 分 {{s}} 秒' },
  tree: { expand: '展开', collapse: '收起', empty: '没有节点' },
} as const;

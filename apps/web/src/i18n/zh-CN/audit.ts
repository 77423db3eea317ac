export default {
  title: '审计', note: '谁、何时、做了什么、结果如何；只增不改', person: '工号', action: '动作', anyAction: '动作：全部', anyOutcome: '结果：全部', oneCamera: '只看一路摄像机', onlyThis: '只看这路摄像机的记录', system: '系统', line: '第 {{n}} 行',
  detail: '内容', hash: '校验值', chain: '每行都与上一行链在一起，改动或删除会被校验发现', empty: '还没有记录', emptyFiltered: '筛选条件下没有记录',
  column: { seq: '序号', at: '时间', who: '人员', unit: '单位', action: '动作', object: '对象', outcome: '结果', reason: '原因', client: '来自' },
  outcome: { done: '完成', refused: '被拒', failed: '失败' },
  objects: { camera: '摄像机', person: '人员', site: '场所', node: '节点', ledger: '台账', import: '导入', discovery: '发现', candidate: '候选', 'credential-set': '凭据', organisation: '组织', route: '页面' },
  actions: {
    'log-in': '登录', 'log-out': '退出', 'set-up': '首次设置', 'see-camera': '查看摄像机', 'check-camera': '立即检测', 'camera-enter': '新增摄像机', 'camera-edit': '修改档案', 'camera-bulk-edit': '批量修改', 'ledger-export': '导出台账',
    'ledger-import': '导入台账', 'discovery-start': '开始发现', 'discovery-cancel': '停止发现', 'candidates-accept': '接入设备', 'candidates-ignore': '忽略设备', 'candidates-restore': '找回设备', 'candidate-resolve': '处理冲突',
    'organisation-import': '导入组织', 'node-enter': '新增节点', 'node-rename': '节点改名', 'site-enter': '新增场所', 'site-change': '修改场所', 'credential-create': '新增凭据', 'credential-replace': '更换口令',
    'credential-retire': '停用凭据', 'person-add': '新增人员', 'person-change': '修改人员', 'person-disable': '停用人员', 'person-enable': '恢复人员', 'person-reset-password': '重置口令',
  },
} as const;

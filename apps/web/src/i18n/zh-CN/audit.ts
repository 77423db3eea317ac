export default {
  title: '审计', note: '谁、何时、做了什么、结果如何；只增不改', person: '工号', action: '动作', anyAction: '动作：全部', anyOutcome: '结果：全部', oneCamera: '只看一路摄像机', onlyThis: '只看这路摄像机的记录', system: '系统', line: '第 {{n}} 行',
  detail: '内容', hash: '校验值', chain: '每行都与上一行链在一起，改动或删除会被校验发现', empty: '还没有记录', emptyFiltered: '筛选条件下没有记录',
  column: { seq: '序号', at: '时间', who: '人员', unit: '单位', action: '动作', object: '对象', outcome: '结果', reason: '原因', client: '来自' },
  outcome: { done: '完成', refused: '被拒', failed: '失败' },
  actions: {
    'log-in': '登录', 'log-out': '退出', 'set-up': '首次设置', refused: '越权被拒', 'create-camera': '新增摄像机', 'edit-camera': '修改档案', 'edit-cameras': '批量修改', 'check-camera': '立即检测', 'export-ledger': '导出台账',
    'start-import': '上传表格', 'apply-import': '导入写入', 'abandon-import': '放弃导入', 'start-discovery': '开始发现', 'cancel-discovery': '停止发现', 'accept-candidate': '接入设备', 'ignore-candidate': '忽略设备', 'restore-candidate': '找回设备',
    'resolve-candidate': '处理冲突', 'create-site': '新增场所', 'edit-site': '修改场所', 'create-credentials': '新增凭据', 'change-password': '改口令', 'retire-credentials': '停用凭据', 'create-person': '新增人员', 'edit-person': '修改人员',
    'disable-person': '停用人员', 'enable-person': '恢复人员', 'reset-password': '重置口令', 'export-trail': '导出审计',
  },
} as const;

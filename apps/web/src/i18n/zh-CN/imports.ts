export default {
  title: '导入台账', rows: '行', rowsOf: '{{n}} 行', tabs: '按结果查看', dryNote: '试算未写入任何数据', took: '用时 {{s}} 秒', charset: '文字编码 {{name}}',
  step: { upload: '上传', mapping: '列对应', dryRun: '试算', end: '处理' },
  upload: {
    drop: '把表格拖到这里', kinds: 'xlsx 或 csv（UTF-8、GB18030），不超过 {{mb}} MB', choose: '选择文件', sending: '正在上传', reading: '正在读取表格', kind: '“{{name}}”不是 xlsx 或 csv，请另存为其中一种再导入',
    large: '文件 {{mb}} MB，超过 {{most}} MB，请拆成几份', note1: '第一行为表头；每行一路摄像机。', note2: '先试算，逐行逐格列出问题，确认后才写入。', note3: '要么按您选的行全部写入，要么一行不写；中途断电也不会只写一半。',
  },
  mapping: {
    system: '坐标系', into: '全部归入', intoNote: '表中有“小区”列时不必选；两者都没有的行会报错', column: '列', header: '表头', sample: '样例', field: '对应字段', fieldOf: '{{column}} 列对应的字段', noHeader: '（无表头）', skip: '不导入',
    before: '沿用上次', guessed: '按表头猜测', gaps: '还有 {{n}} 个必填字段没有对应的列，导入后会计为缺项：', failed: '没有试算成', next: '下一步：试算', place: '归属', site: '小区',
  },
  system: { wgs84: 'WGS-84', gcj02: 'GCJ-02（高德、腾讯）', bd09: 'BD-09（百度）', cgcs2000: 'CGCS2000' },
  figure: { add: '可新增', update: '可更新', error: '有错误', duplicate: '疑似重复' },
  figureNote: { add: '台账里没有的摄像机', update: '与已有档案对上，可逐行查看', error: '按行按格列出，可在此改', duplicate: '与现有摄像机撞号，需人工判断' },
  tab: { error: '错误', duplicate: '疑似重复', update: '更新', add: '新增', same: '无变化' },
  none: { error: '没有错误', duplicate: '没有疑似重复', update: '没有要更新的行', add: '没有要新增的行', same: '没有无变化的行' },
  fine: { error: '已改正', duplicate: '疑似重复', update: '更新现有档案', add: '新增', same: '与档案一致' },
  sheet: { why: '问题与建议', hint: '点单元格可直接改，改后自动重算', empty: '（空）', swap: '一键对调同类 {{n}} 行' },
  preview: { title: '更新预览', row: '第 {{no}} 行', next: '下一行', same: '与现有档案没有差别' },
  failedRows: '下载错误行（含原因）', remap: '改列对应', nothingYet: '不会自动写入任何一行', later: '以后再说', abandon: '全部不写入', abandonSure: '放弃这次导入？表格要重新上传',
  apply: { none: '没有可写入的行', good: '仅写入 {{good}} 行，余 {{back}} 行退回', all: '写入全部 {{n}} 行' },
  applying: { title: '正在写入', note: '{{done}} / {{total}} 行；关闭本页不影响写入' },
  end: {
    applied: '已写入 {{n}} 行', split: '新增 {{add}} 行，更新 {{update}} 行', back: '，退回 {{n}} 行', another: '再导入一份', ledger: '到台账查看', failed: '没有写入，一行也没有', abandoned: '这次导入已放弃', nothing: '台账没有任何改动', again: '重新上传',
  },
} as const;

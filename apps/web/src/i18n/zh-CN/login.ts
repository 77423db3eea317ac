export default {
  title: '登录', unit: '视频联网与运维平台', number: '工号', password: '口令', show: '显示', hide: '隐藏', submit: '登录', submitting: '正在登录', forgot: '忘记口令请联系安全管理员',
  line1: '看得见每一路，', line2: '说得清每一次观看。', closed: '本系统位于视频专网，不连接互联网',
  recordTitle: '每次观看都有记录', recordText: '观看、回放、云台、导出均记入审计：谁、何时、哪一路、多久、为何。', recordLock: '15 分钟无操作自动退出；连续 5 次错误锁定 15 分钟。',
  needNumber: '请填写工号', needPassword: '请填写口令', over: '会话已结束，请重新登录', capsLock: '大写锁定已开启',
  setup: {
    title: '首次设置', note: '建立第一个系统管理员。这个链接只能用一次', name: '姓名', again: '再输一次口令', submit: '建立账号', noToken: '链接不完整', noTokenNote: '请原样打开启动窗口中打印的设置链接（含 # 之后的部分）', differs: '两次口令不一致', short: '口令至少 {{n}} 位，含大写、小写、数字、符号中的三种',
    done: '账号已建立，请登录', needName: '请填写姓名', warnTitle: '系统管理员不能观看视频', warn: '系统管理员管理设备、账号与设置；观看权限另行授予。系统管理、安全管理、审计管理应由三个人分别担任。',
  },
} as const;

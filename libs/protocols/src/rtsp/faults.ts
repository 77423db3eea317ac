import { Fault } from '#kernel';

/** What goes wrong with a camera's RTSP. No message carries an address, a stream's URL or a login. */
export const rtspFaults = {
  auth: () => new Fault('refused', { code: 'protocols.rtsp-auth', message: 'the camera refuses the login: correct user name or password before the next attempt, repeated ones lock the account', zh: '摄像机拒绝登录：请先核对用户名或密码，反复尝试会锁定账号' }),
  noLogin: () => new Fault('refused', { code: 'protocols.rtsp-login-missing', message: 'the camera asks for a login and none is known for it', zh: '摄像机要求登录，但未配置账号' }),
  basicOnly: () => new Fault('unsupported', { code: 'protocols.rtsp-basic-only', message: 'the camera offers no login we may use: Basic sends the password in clear and must be allowed for this camera first', zh: '摄像机只支持明文 Basic 认证，须先对该摄像机显式允许' }),
  timeout: (doing: string, ms: number) => new Fault('timeout', { code: 'protocols.rtsp-timeout', message: `no answer to ${doing} in ${ms} ms`, zh: `摄像机在 ${ms} 毫秒内未应答（${doing}）`, facts: { doing } }),
  stalled: (ms: number) => new Fault('timeout', { code: 'protocols.rtsp-stalled', message: `no video for ${ms} ms although the connection stands`, zh: '连接仍在，但已收不到画面' }),
  protocol: (what: string) => new Fault('misunderstood', { code: 'protocols.rtsp', message: `the camera does not keep to RTSP: ${what}`, zh: '摄像机的 RTSP 应答不合规范' }),
  lostSync: () => new Fault('misunderstood', { code: 'protocols.rtsp-lost-sync', message: 'neither a packet nor an answer where one must begin: going on would show garbage', zh: '码流失去同步，已断开' }),
  tooLarge: (what: string, most: number) => new Fault('misunderstood', { code: 'protocols.rtsp-too-large', message: `${what} larger than ${most} bytes`, zh: `摄像机发来的数据超过上限 ${most} 字节，已断开` }),
  unsupported: (what: string) => new Fault('unsupported', { code: 'protocols.rtsp-unsupported', message: `the camera cannot be played: ${what}`, zh: '该摄像机的码流无法播放' }),
  status: (method: string, status: number) => {
    const kind = status === 404 || status === 410 ? 'missing' : status === 453 || status >= 500 ? 'busy' : 'refused';
    return new Fault(kind, { code: 'protocols.rtsp-status', message: `the camera answers ${method} with ${status}`, zh: `摄像机对 ${method} 应答 ${status}`, facts: { method, status } });
  },
  ended: () => new Fault('unreachable', { code: 'protocols.rtsp-ended', message: 'the camera closed the connection', zh: '摄像机关闭了连接' }),
  network: (code: string) => new Fault(code === 'ETIMEDOUT' ? 'timeout' : 'unreachable', { code: 'protocols.rtsp-network', message: `no connection: ${code}`, zh: `无法连接摄像机：${code}`, facts: { code } }),
  ours: (code: string) => new Fault('busy', { code: 'protocols.our-network', message: `our own machine could not ask: ${code}`, zh: `本机无法发起连接：${code}`, facts: { code } }),
  aborted: () => new Fault('busy', { code: 'protocols.aborted', message: 'the question was stopped', zh: '已停止' }),
  invalidUrl: () => new Fault('invalid', { code: 'protocols.rtsp-url', message: 'not an rtsp:// address', zh: '不是 rtsp:// 地址' }),
} as const;

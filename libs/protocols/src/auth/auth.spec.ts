import { answerDigest, parseChallenge, strongestChallenge } from './digest.js';
import { passwordDigest, usernameToken } from './wsse.js';

it('answers the worked examples of RFC 7616 §3.9.1 with MD5 and SHA-256', () => {
  const common = { username: 'Mufasa', password: 'Circle of Life', method: 'GET', uri: '/dir/index.html', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };
  const offer = (algorithm: string) => parseChallenge(`Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`);
  const response = (algorithm: string) => /response="([0-9a-f]+)"/.exec(answerDigest({ ...common, challenge: offer(algorithm) ?? fail() }))?.[1];
  expect(response('MD5')).toBe('8ca523f5e9506fed4657c9700eebdbec');
  expect(response('SHA-256')).toBe('753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
});

it('answers without qop as RFC 2069 devices want it, and takes MD5 when none is named', () => {
  const challenge = parseChallenge('Digest realm="Login to 4C0C", nonce="abc", vendor=1, stale=TRUE');
  expect(challenge).toMatchObject({ algorithm: 'MD5', qop: false, stale: true });
  expect(answerDigest({ challenge: challenge ?? fail(), username: 'a"b', password: 'p', method: 'OPTIONS', uri: 'rtsp://x/' })).toContain('username="a\\"b"');
});

it('takes the strongest offer and never Basic', () => {
  expect(strongestChallenge(['Basic realm="x"', 'Digest realm="x", nonce="1"', 'Digest realm="x", nonce="2", algorithm=SHA-256'])?.algorithm).toBe('SHA-256');
  expect(strongestChallenge(['Basic realm="x"'])).toBeUndefined();
  expect(strongestChallenge(['Digest realm="x", nonce="1", algorithm=MD5-sess'])).toBeUndefined();
});

it('makes the username token of the ONVIF Application Programmer\'s Guide §6.1.1.3', () => {
  expect(passwordDigest(Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64'), '2010-09-16T07:50:45Z', 'userpassword')).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
  expect(usernameToken('a<b', 'geheim', new Date(0))).toContain('<wsse:Username>a&#60;b</wsse:Username>');
  expect(usernameToken('a', 'geheim', new Date(0))).not.toContain('geheim');
});

function fail(): never { throw new Error('no challenge'); }

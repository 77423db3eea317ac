import fc from 'fast-check';
import { soapBody, wsseHeader } from '../../testing/talk.js';
import { fault, readCall } from './soap.js';

it('tells Media from Media2 by namespace, whatever the prefix and the path', () => {
  expect(readCall(soapBody('trt', 'GetProfiles'), '/onvif/device_service')).toMatchObject({ service: 'trt', operation: 'GetProfiles' });
  expect(readCall(soapBody('tr2', 'GetProfiles'), '/onvif/media_service')).toMatchObject({ service: 'tr2', operation: 'GetProfiles' });
});

it('takes the path where no namespace is declared, and a default namespace where it is', () => {
  expect(readCall('<Envelope><Body><GetProfiles/></Body></Envelope>', '/onvif/media_service')).toMatchObject({ service: 'trt' });
  expect(readCall('<Envelope><Body><GetNodes xmlns="http://www.onvif.org/ver20/ptz/wsdl"/></Body></Envelope>', '/x')).toMatchObject({ service: 'tptz' });
});

it('keeps tokens that look like numbers as they were written', () => {
  const call = readCall(soapBody('tptz', 'GotoPreset', '<q:ProfileToken>000</q:ProfileToken><q:PresetToken>0</q:PresetToken>'), '/');
  expect([...call?.parameters ?? []]).toEqual([['ProfileToken', '000'], ['PresetToken', '0']]);
});

it('reads attributes and nested values', () => {
  const call = readCall(soapBody('tptz', 'ContinuousMove', '<q:ProfileToken>p</q:ProfileToken><q:Velocity><t:PanTilt xmlns:t="x" x="0.5" y="-1"/></q:Velocity>'), '/');
  expect(Object.fromEntries(call?.parameters ?? [])).toEqual({ ProfileToken: 'p', x: '0.5', y: '-1' });
});

it('reads the login with its escapes', () => {
  const call = readCall(soapBody('tds', 'GetScopes', '', wsseHeader({ username: 'a&b', password: 'x' })), '/');
  expect(call?.token).toMatchObject({ username: 'a&b', passwordType: expect.stringContaining('#PasswordDigest') });
});

it.each([
  '', 'hello', '<html><body>Login</body></html>', '<Envelope/>', '<Envelope><Body/></Envelope>',
  '<!DOCTYPE x [<!ENTITY a "aaaa">]><Envelope><Body><GetScopes/></Body></Envelope>', '<!ENTITY x "y"><Envelope><Body><GetScopes/></Body></Envelope>',
])('refuses %j', (body) => expect(readCall(body, '/')).toBeUndefined());

it('never throws, whatever is posted', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (noise) => { readCall(noise, '/'); readCall(`<Envelope><Body>${noise}</Body></Envelope>`, '/'); }));
});

it('nests subcodes, outermost first, and escapes the reason', () => {
  const xml = fault('Sender', ['InvalidArgVal', 'NoProfile'], 'a < b');
  expect(xml).toContain('<s:Subcode><s:Value>ter:InvalidArgVal</s:Value><s:Subcode><s:Value>ter:NoProfile</s:Value></s:Subcode></s:Subcode>');
  expect(xml).toContain('a &#60; b');
});

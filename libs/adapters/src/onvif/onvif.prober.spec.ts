import { systemClock } from '#kernel';
import { openPeer, proberConformance, type Voice } from '../conformance/prober-conformance.js';
import { onvifProber } from './onvif.prober.js';

const soap = (body: string, status = '200 OK') => { const text = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`; return `HTTP/1.1 ${status}\r\nContent-Type: application/soap+xml\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`; };
const time = '<tds:GetSystemDateAndTimeResponse xmlns:tds="d"><tds:SystemDateAndTime><UTCDateTime><Time><Hour>8</Hour><Minute>0</Minute><Second>0</Second></Time><Date><Year>2026</Year><Month>1</Month><Day>31</Day></Date></UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>';
const refused = '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code><s:Reason><s:Text>no</s:Text></s:Reason></s:Fault>';
const voice: Voice = {
  answer: (request) => soap(request.includes('GetSystemDateAndTime') ? time : request.includes('UsernameToken') ? '<tds:GetDeviceInformationResponse xmlns:tds="d"><SerialNumber>0012</SerialNumber></tds:GetDeviceInformationResponse>' : refused),
  refuse: (request) => soap(request.includes('GetSystemDateAndTime') ? time : refused, request.includes('GetSystemDateAndTime') ? '200 OK' : '400 Bad Request'),
};

proberConformance('onvif', async () => ({
  prober: onvifProber({ clock: systemClock, deadlineMs: 1_200 }), peer: await openPeer(voice),
  target: (port) => ({ cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: null, rtspPath: null, onvifPort: port, onvifPath: '/onvif/device_service', recorderKey: null, credential: null }),
}));

it('sends the password once and once only, whether it is taken or refused', async () => {
  for (const manner of ['answer', 'refuse-password'] as const) {
    const peer = await openPeer(voice);
    peer.manner = manner;
    await onvifProber({ clock: systemClock }).probe({ cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: null, rtspPath: null, onvifPort: peer.port, onvifPath: '/x', recorderKey: null, credential: { username: 'admin', password: 'p', version: '1' } }, new AbortController().signal);
    expect(peer.heard().match(/UsernameToken>/g)?.length).toBe(2); // one element: it opens and closes
    await peer.close();
  }
});

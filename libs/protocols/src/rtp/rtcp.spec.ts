import { readRtcp, Reception, writeReceiverReport } from './rtcp.js';

const senderReport = Buffer.from('80c80006' + '11223344' + 'e9a3a640' + '80000000' + '00015f90' + '0000000a' + '00000bb8', 'hex');

it('reads when the sender believes it is', () => {
  expect(readRtcp(senderReport)).toEqual({
    bye: [], reports: [{ ssrc: 0x1122_3344, sentAt: (0xe9a3_a640 - 2_208_988_800) * 1_000 + 500, ntpMiddle: 0xa640_8000, rtpTimestamp: 90_000, packets: 10, octets: 3_000 }],
  });
});

it('steps over other kinds in a compound, and hears a goodbye', () => {
  const described = Buffer.from('81ca0002' + '11223344' + '01016100', 'hex');
  const bye = Buffer.from('82cb0002' + '11223344' + '00000005', 'hex');
  expect(readRtcp(Buffer.concat([senderReport, described, bye]))).toMatchObject({ reports: [{ packets: 10 }], bye: [0x1122_3344, 5] });
});

it.each([['half a header', '80c8'], ['a length beyond the end', '80c80006' + '00'.repeat(8)], ['another version', '00c80000'], ['a report too short for one', '80c80001' + '00000000']])('refuses %s', (_, hex) => {
  expect(() => readRtcp(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ code: 'protocols.rtcp' }));
});

describe('our report', () => {
  const arrive = (to: Reception, sequences: readonly number[]): void => { sequences.forEach((sequence, n) => to.arrived({ ssrc: 7, sequence, timestamp: 1_000 + n * 900 }, 100 + n * 10)); };

  it('counts loss across the wrap, and the fraction anew in each interval', () => {
    const reception = new Reception(90_000);
    arrive(reception, [65_534, 65_535, 1, 2]);
    expect(reception.block(200)).toMatchObject({ ssrc: 7, lost: 1, highest: 65_538, fractionLost: Math.floor(256 / 5), jitter: 0, lastReport: 0, delay: 0 });
    arrive(reception, [3, 4]);
    expect(reception.block(300)).toMatchObject({ lost: 1, fractionLost: 0 });
  });

  it('measures jitter as RFC 3550 §A.8 does', () => {
    const reception = new Reception(90_000);
    reception.arrived({ ssrc: 7, sequence: 1, timestamp: 0 }, 0);
    reception.arrived({ ssrc: 7, sequence: 2, timestamp: 900 }, 26); // 16 ms late: 1,440 ticks / 16
    expect(reception.block(30).jitter).toBe(90);
  });

  it('echoes the last sender report and how long ago it came', () => {
    const reception = new Reception(90_000);
    reception.arrived({ ssrc: 0x1122_3344, sequence: 1, timestamp: 0 }, 0);
    const [heard] = readRtcp(senderReport).reports;
    if (heard) reception.heard(heard, 1_000);
    expect(reception.block(1_500)).toMatchObject({ lastReport: 0xa640_8000, delay: 32_768 });
  });

  it('lies on the wire as RFC 3550 §6.4.2 draws it, with the name it must carry', () => {
    const packet = writeReceiverReport(0xaabb_ccdd, { ssrc: 7, fractionLost: 51, lost: -1, highest: 65_538, jitter: 90, lastReport: 1, delay: 2 }, 'fengsui');
    expect(packet.toString('hex')).toBe('81c90007aabbccdd00000007' + '33ffffff' + '00010002' + '0000005a' + '00000001' + '00000002' + '81ca0004aabbccdd0107' + Buffer.from('fengsui').toString('hex') + '000000');
    expect(packet.length % 4).toBe(0);
    expect(readRtcp(packet)).toEqual({ reports: [], bye: [] });
  });
});

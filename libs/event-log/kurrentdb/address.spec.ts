import { describe, expect, it } from '@jest/globals';
import { BadKurrentAddress, kurrentAddressFault, parseKurrentAddress } from './address.ts';

describe('an address of KurrentDB', () => {
  it.each([
    ['kurrentdb://db', '', 'kurrentdb://db'],
    ['kurrentdb://db:2113/khuyencong', 'khuyencong', 'kurrentdb://db:2113'],
    ['kurrentdb://127.0.0.1:2113/t1?tls=false', 't1', 'kurrentdb://127.0.0.1:2113?tls=false'],
    ['kurrentdb://localhost?tls=false&keepAliveInterval=10000', '', 'kurrentdb://localhost?tls=false&keepAliveInterval=10000'],
    ['kurrentdb://app:p%40ss@a.example,b-1:2114,10.0.0.3', '', 'kurrentdb://app:p%40ss@a.example,b-1:2114,10.0.0.3'],
    [
      'kurrentdb+discover://app:x@kurrentdb.example?tlsCAFile=%2Fetc%2Fca.crt&nodePreference=leader',
      '',
      'kurrentdb+discover://app:x@kurrentdb.example?tlsCAFile=%2Fetc%2Fca.crt&nodePreference=leader',
    ],
    [
      'kurrentdb://db?tls=true&tlsVerifyCert=true&userCertFile=a&userKeyFile=b',
      '',
      'kurrentdb://db?tls=true&tlsVerifyCert=true&userCertFile=a&userKeyFile=b',
    ],
  ])('%s names the log %j, and the client is given %s', (address, name, client) => {
    expect(parseKurrentAddress(address)).toMatchObject({ name, client });
  });

  it.each([
    ['kurrentdb://db?gossipTimeout=5', /gossipTimeout, which cannot be set/],
    ['kurrentdb://db:2113?tls=false', /tls=false, which is for loopback only/],
    ['kurrentdb://127.0.0.1,db?tls=false', /tls=false, which is for loopback only/],
    ['kurrentdb://127.0.0.1.example.org?tls=false', /tls=false, which is for loopback only/],
    ['kurrentdb+discover://db?tls=false', /tls=false, which is for loopback only/],
    ['kurrentdb://db?tlsVerifyCert=false', /tlsVerifyCert, which cannot be switched off/],
    ['kurrentdb://localhost?tls=false&tlsVerifyCert=false', /tlsVerifyCert, which cannot be switched off/],
    ['kurrentdb://db?throwOnAppendFailure=false', /throwOnAppendFailure, which cannot be set/],
    ['kurrentdb://db?defaultDeadline=1000', /defaultDeadline, which cannot be set/],
    ['kurrentdb://db?nodePreference=follower', /nodePreference, which must be leader/],
    ['kurrentdb://db?keepAliveInterval=-1', /keepAliveInterval, which must be a whole number from 10000/],
    ['kurrentdb://db?keepAliveInterval=9999', /keepAliveInterval, which must be a whole number from 10000/],
    ['kurrentdb://db?tls=no', /tls, which must be true or false/],
    ['kurrentdb://db?tls=true&tls=false', /tls twice/],
    ['kurrentdb://db?TLS=false', /an option that is none/],
    ['kurrentdb://db?tls_verify_cert=false', /an option that is none/],
    ['kurrentdb://db?toString=1', /an option that is none/],
    ['kurrentdb://db?tls', /an option that is none/],
    ['kurrentdb://db?tls=true?tlsVerifyCert=false', /tls, which must not hold a question mark/],
    ['kurrentdb://db?userCertFile=a', /userCertFile and userKeyFile together/],
    ['kurrentdb+discover://a,b', /has several hosts/],
    ['kurrentdb://', /has a host that is not/],
    ['kurrentdb://db:0', /has a host that is not/],
    ['kurrentdb://db:65536', /has a host that is not/],
    ['kurrentdb://a,,b', /has a host that is not/],
    ['kurrentdb://[::1]:2113', /has a host that is not/],
    ['kurrentdb://db/Khuyencong', /log name/],
    ['kurrentdb://db/a/b', /log name/],
    ['kurrentdb://user@db', /must have USER:PASSWORD/],
    ['kurrentdb://user:p@ss@db', /must be kurrentdb:|must have USER:PASSWORD/],
    ['kurrentdb://user:a b@db', /must be kurrentdb:/],
    ['kurrentdb://db#x', /must be kurrentdb:/],
    ['kurrentdb:db', /must be kurrentdb:/],
    ['esdb://db', /must be kurrentdb:/],
    ['kurrentdb://db\n', /must be kurrentdb:/],
    ['', /must be kurrentdb:/],
  ])('%j is refused in one line', (address, line) => {
    const fault = kurrentAddressFault(address);
    expect(fault).toMatch(line);
    expect(fault).not.toContain('\n');
    expect(() => parseKurrentAddress(address)).toThrow(BadKurrentAddress);
  });

  it('is printed without user and password, and no refusal holds them', () => {
    expect(parseKurrentAddress('kurrentdb://app:hunter2@db/one?tls=true').printed).toBe('kurrentdb://***@db/one?tls=true');
    for (const address of ['kurrentdb://app:hunter2@db?tls=false', 'kurrentdb://app:hunter2@db?x=hunter2', 'kurrentdb://app:hun/ter2@db'])
      expect(kurrentAddressFault(address)).not.toMatch(/hunter2|ter2/);
  });
});

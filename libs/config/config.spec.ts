import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BadConfig, printConfig, readConfig } from './config.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('need nothing to be set', () =>
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('var'),
      log: { kind: 'sqlite', file: resolve('var/log.sqlite') },
      readModelsDir: resolve('var/read-models'),
      language: 'vi',
    }));

  it('are taken from the environment, an empty one counting as absent', () =>
    expect(
      readConfig({ PORT: '0', HOST: '::1', TIENDO_DATA: 'x', TIENDO_LOG: 'sqlite:y/z.sqlite', TIENDO_LANG: '', HOME: '?' }),
    ).toMatchObject({
      port: 0,
      host: '::1',
      log: { kind: 'sqlite', file: resolve('y/z.sqlite') },
      language: 'vi',
    }));

  it.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '3000.5' }, 'PORT'],
    [{ PORT: '0x50' }, 'PORT'],
    [{ PORT: '1e3' }, 'PORT'],
    [{ PORT: ' 80' }, 'PORT'],
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ HOST: '::' }, 'HOST'],
    [{ HOST: '192.168.1.7' }, 'HOST'],
    [{ HOST: '127.0.0.1.example.org' }, 'HOST'],
    [{ TIENDO_LOG: 'kurrentdb://admin:secret@db:2113?tls=false' }, 'TIENDO_LOG'],
    [{ TIENDO_LOG: 'kurrentdb:' }, 'TIENDO_LOG'],
    [{ TIENDO_LOG: 'esdb://db:2113' }, 'TIENDO_LOG'],
    // Good, but not for what works on a file.
    [{ TIENDO_LOG: 'sqlite:' }, 'TIENDO_LOG'],
    [{ TIENDO_LOG: 'log.sqlite' }, 'TIENDO_LOG'],
    [{ TIENDO_DATA: 'a\u0000b' }, 'TIENDO_DATA'],
    ...[
      'redis',
      'redis://',
      'redis://h:0',
      'redis://h:65536',
      'redis://a b',
      'redis://h/x',
      'redis://%zz@h',
      'http://h',
      'redis://10.0.0.7',
      'redis://user:hunter2@redis.example.vn:6379',
    ].map((value) => [{ TIENDO_QUEUE: value }, 'TIENDO_QUEUE'] as const),
    [{ TIENDO_OPERATOR: 'Nguyễn' }, 'TIENDO_OPERATOR'],
    [{ TIENDO_OPERATOR: 'a'.repeat(65) }, 'TIENDO_OPERATOR'],
    [{ TIENDO_LANG: 'fr' }, 'TIENDO_LANG'],
    [{ TIENDO_LOG_LEVEL: 'loud' }, 'TIENDO_LOG_LEVEL'],
    [{ TIENDO_WAIT_MAX: '61' }, 'TIENDO_WAIT_MAX'],
    [{ TIENDO_LAG_MAX: '-5' }, 'TIENDO_LAG_MAX'],
    [{ TIENDO_RATE_MAX: '1e6' }, 'TIENDO_RATE_MAX'],
    [{ TIENDO_ATTACHMENT_MAX: '0' }, 'TIENDO_ATTACHMENT_MAX'],
    [{ TIENDO_COMPARE_RATE: '6001' }, 'TIENDO_COMPARE_RATE'],
    [{ TIENDO_DTA: './var' }, 'TIENDO_DTA'],
    [{ TIENDO_SNAPSHOTS: 'a\u0000b' }, 'TIENDO_SNAPSHOTS'],
    [{ TIENDO_SNAPSHOT_HOURS: '6' }, 'TIENDO_SNAPSHOTS'],
    [{ TIENDO_SNAPSHOTS: 'x', TIENDO_SNAPSHOT_HOURS: '169' }, 'TIENDO_SNAPSHOT_HOURS'],
    [{ TIENDO_SNAPSHOT_KEEP: '0' }, 'TIENDO_SNAPSHOT_KEEP'],
    ...[
      'mail.example.vn',
      'http://mail.example.vn',
      'smtp://',
      'smtp://a b',
      'smtp://m:0',
      'smtp://m:65536',
      'smtp://m/x',
      'smtp://%zz@m',
    ].map((value) => [{ TIENDO_SMTP: value, TIENDO_MAIL_FROM: 'a@b.vn' }, 'TIENDO_SMTP'] as const),
    [{ TIENDO_SMTP: 'smtp://user:hunter2@m', TIENDO_MAIL_FROM: 'a@b.vn' }, 'TIENDO_SMTP'],
    [{ TIENDO_SMTP: 'smtp://user@m', TIENDO_MAIL_FROM: 'a@b.vn' }, 'TIENDO_SMTP_PASSWORD_FILE'],
    [{ TIENDO_SMTP_PASSWORD_FILE: '/run/secrets/smtp' }, 'TIENDO_SMTP'],
    [{ TIENDO_SMTP: 'smtp://m' }, 'TIENDO_MAIL_FROM'],
    ...['Tiendo', 'a@b, c@d', 'Tiendo <a>', '"x" <a@b>', 'A\nBcc: x <a@b>'].map(
      (value) => [{ TIENDO_MAIL_FROM: value }, 'TIENDO_MAIL_FROM'] as const,
    ),
    ...['tiendo.vn', 'ftp://tiendo.vn', 'https://u@tiendo.vn', 'https://tiendo.vn/?x', 'https://tiendo.vn/#x'].map(
      (value) => [{ TIENDO_CONSOLE_URL: value }, 'TIENDO_CONSOLE_URL'] as const,
    ),
    [{ TIENDO_WEBHOOK_LOOPBACK: 'yes' }, 'TIENDO_WEBHOOK_LOOPBACK'],
    ...[
      'otel:4318',
      'grpc://otel:4317',
      'http://',
      'http://otel/?x=1',
      'http://otel/#x',
      'http://ot el',
      'http://%zz:x@otel',
      'http://user:hunter2@traces.example.vn',
    ].map((value) => [{ TIENDO_OTLP: value }, 'TIENDO_OTLP'] as const),
    ...['1.1', '-0.1', '.5', '1e-3', 'all'].map((value) => [{ TIENDO_TRACE_SHARE: value }, 'TIENDO_TRACE_SHARE'] as const),
  ])('refuse %j', (env, name) => {
    const faults = faultsOf(env as unknown as Record<string, string>);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
  });

  it('name every fault at once and never a value', () => {
    const faults = faultsOf({ PORT: 'hunter2', TIENDO_LOG: 'kurrentdb://admin:hunter2@db?tls=false', HOST: 'hunter2' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('name the mail server, and without one the outbox', () => {
    expect(readConfig({ TIENDO_DATA: 'x' })).toMatchObject({
      smtp: null,
      smtpPasswordFile: null,
      mailFrom: 'Tiendo <tiendo@localhost>',
      outboxDir: resolve('x/outbox'),
      consoleUrl: 'http://127.0.0.1:3000/',
      webhookLoopback: false,
    });
    const env = {
      TIENDO_SMTP_PASSWORD_FILE: 'secret',
      TIENDO_MAIL_FROM: 'Tiến độ <tiendo@b.vn>',
      TIENDO_CONSOLE_URL: 'https://tiendo.b.vn/kc',
    };
    expect(readConfig({ ...env, TIENDO_SMTP: 'smtps://thu%40b.vn@mail.b.vn', HOST: '::1' })).toMatchObject({
      smtp: { host: 'mail.b.vn', port: 465, secure: true, user: 'thu@b.vn' },
      smtpPasswordFile: resolve('secret'),
      mailFrom: 'Tiến độ <tiendo@b.vn>',
      consoleUrl: 'https://tiendo.b.vn/kc/',
    });
    expect(readConfig({ TIENDO_SMTP: 'smtp://[::1]:2525', TIENDO_MAIL_FROM: 'a@b.vn', HOST: '::1' })).toMatchObject({
      smtp: { host: '::1', port: 2525, secure: false, user: null },
      consoleUrl: 'http://[::1]:3000/',
    });
    const printed = printConfig(readConfig({ ...env, TIENDO_SMTP: 'smtp://thu%40b.vn@mail.b.vn:587' }));
    expect(printed).toContain('smtp=smtp://***@mail.b.vn:587');
    expect(printed).not.toContain('thu');
    expect(printConfig(readConfig({}))).toContain('smtp=none');
  });

  it('name a collector of traces, and never show who logs in there', () => {
    expect(readConfig({})).toMatchObject({ otlp: null, traceShare: 1 });
    expect(readConfig({ TIENDO_OTLP: 'http://otel:4318', TIENDO_TRACE_SHARE: '0.05' })).toMatchObject({
      otlp: { url: 'http://otel:4318/v1/traces', authorization: null },
      traceShare: 0.05,
    });
    const far = readConfig({ TIENDO_OTLP: 'https://tiendo:hunter%402@traces.example.vn/otlp/' });
    expect(far.otlp).toEqual({ url: 'https://traces.example.vn/otlp/v1/traces', authorization: `Basic ${btoa('tiendo:hunter@2')}` });
    expect(printConfig(far)).toContain('otlp=https://***@traces.example.vn/otlp/v1/traces');
    expect(printConfig(far)).not.toMatch(/hunter|Basic|tiendo:/);
    expect(readConfig({ TIENDO_OTLP: 'http://u:p@otel:4318' }).otlp).not.toBeNull();
    expect(printConfig(readConfig({}))).toContain('otlp=none');
  });

  it('name a Redis, with TLS unless it is near', () => {
    expect(readConfig({ TIENDO_QUEUE: 'inline' }).queue).toBeNull();
    const plain = { tls: false, username: null, password: null, db: 0 };
    expect(readConfig({ TIENDO_QUEUE: 'redis://redis:6379' }).queue).toEqual({ ...plain, host: 'redis', port: 6_379 });
    expect(readConfig({ TIENDO_QUEUE: 'redis://[::1]:7000' }).queue).toEqual({ ...plain, host: '::1', port: 7_000 });
    const far = readConfig({ TIENDO_QUEUE: 'rediss://worker:hunter%402@redis.example.vn/3' });
    expect(far.queue).toEqual({
      ...{ host: 'redis.example.vn', port: 6_379, tls: true, username: 'worker', password: 'hunter@2', db: 3 },
    });
    expect(printConfig(far)).toContain('queue=rediss://***@redis.example.vn:6379/3');
    expect(printConfig(far)).not.toMatch(/worker:|hunter/);
    expect(printConfig(readConfig({}))).toContain('queue=inline');
  });

  it('name the folder of snapshots', () => {
    expect(readConfig({})).toMatchObject({ snapshotsDir: null, snapshotHours: 0, snapshotsKept: 3 });
    expect(readConfig({ TIENDO_SNAPSHOTS: 'x', TIENDO_SNAPSHOT_HOURS: '24', TIENDO_SNAPSHOT_KEEP: '5' })).toMatchObject({
      ...{ snapshotsDir: resolve('x'), snapshotHours: 24, snapshotsKept: 5 },
    });
  });

  it('name a log in a server, for those who can work on one', () => {
    const address = 'kurrentdb://admin:hunter2@db1,db2:2114/khuyencong?tlsCAFile=ca.crt';
    const config = readConfig({ TIENDO_LOG: address });
    expect(config.log).toEqual({
      kind: 'kurrentdb',
      address,
      printed: 'kurrentdb://***@db1,db2:2114/khuyencong?tlsCAFile=ca.crt',
    });
    expect(printConfig(config)).toContain('log=kurrentdb://***@db1,db2:2114/khuyencong?tlsCAFile=ca.crt');
    expect(printConfig(config)).not.toContain('hunter2');
    expect(readConfig({ TIENDO_LOG: 'sqlite:x' }).log).toEqual({ kind: 'sqlite', file: resolve('x') });
  });

  it('are printed without passwords', () => {
    const printed = printConfig({ ...readConfig({}), operator: 'redis://user:hunter2@host:6379' });
    expect(printed).toContain('operator=redis://***@host:6379');
    expect(printed).toContain('port=3000');
    expect(printed).not.toContain('hunter2');
  });
});

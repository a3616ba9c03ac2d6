import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';

it('the demonstration of the cluster ends with one table from two replicas', async () => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(packageRoot(), 'dist/test/demo/cluster.js')], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  expect(said.match(/Toàn vùng +79,7 +33,3 +41,8 +94,6 +40,3 +42,6 +174,3 +73,7 +42,3/g)).toHaveLength(2);
}, 240_000);

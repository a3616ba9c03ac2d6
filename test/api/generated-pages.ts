import { readConfig } from '#config/config';
import { makeApplication } from '../../apps/api/application.ts';
import { describeApi } from '../../apps/api/openapi/describe.ts';
import { DESCRIPTION_FILE } from '../../apps/api/openapi/description.controller.ts';
import { problemKinds } from '../../apps/api/problems/problem-of.ts';
import { problemList, problemPage } from '../../apps/api/problems/problem-page.ts';
import { contractSchemas } from './contract-schemas.ts';

/** Path from the root → text of every page that is generated from the API. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
  return { [DESCRIPTION_FILE]: await description(), ...problemPages() };
}

async function description(): Promise<string> {
  const { app } = await makeApplication(readConfig({ PORT: '0', TIENDO_LOG_LEVEL: 'silent' }));
  try {
    return `${JSON.stringify(describeApi(app, contractSchemas()), null, 2)}\n`;
  } finally {
    await app.close();
  }
}

function problemPages(): Record<string, string> {
  const pages = Object.entries(problemKinds).map(([code, kind]) => [`docs/problems/${code}.md`, problemPage(code, kind)] as const);
  return { 'docs/problems/README.md': problemList(problemKinds), ...Object.fromEntries(pages) };
}

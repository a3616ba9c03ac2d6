import type { OpenAPIObject } from '@nestjs/swagger';
import { readConfig } from '#config/config';
import { makeApplication } from '../../apps/api/application.ts';
import { describeApi } from '../../apps/api/openapi/describe.ts';
import { DESCRIPTION_FILE } from '../../apps/api/openapi/description.controller.ts';
import { problemKinds } from '../../apps/api/problems/problem-of.ts';
import { problemList, problemPage } from '../../apps/api/problems/problem-page.ts';
import { actsPage } from './acts-page.ts';
import { contractSchemas } from './contract-schemas.ts';
import { withExamples } from './examples.ts';

/** Path from the root → text of every page that is generated from the API. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
  const api = await description();
  const { schemas = {} } = api.components ?? {};
  return { [DESCRIPTION_FILE]: `${JSON.stringify(api, null, 2)}\n`, 'docs/reference/acts.md': actsPage(schemas), ...problemPages() };
}

async function description(): Promise<OpenAPIObject> {
  const { app } = await makeApplication(readConfig({ PORT: '0', TIENDO_LOG_LEVEL: 'silent' }));
  try {
    return withExamples(describeApi(app, contractSchemas()));
  } finally {
    await app.close();
  }
}

function problemPages(): Record<string, string> {
  const pages = Object.entries(problemKinds).map(([code, kind]) => [`docs/problems/${code}.md`, problemPage(code, kind)] as const);
  return { 'docs/problems/README.md': problemList(problemKinds), ...Object.fromEntries(pages) };
}

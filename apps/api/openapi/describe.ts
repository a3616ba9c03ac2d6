import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** Grows with every change of the API that a client may notice. */
const API_VERSION = '1.0.0';

/** @param schemas of the types of libs/contracts, by name */
export function describeApi(app: INestApplication, schemas: Readonly<Record<string, unknown>>): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Tiendo')
    .setDescription(
      'Tiến độ đề án khuyến công / Progress of industrial-promotion projects. Problems: RFC 9457, explained under /problems/{code}.',
    )
    .setVersion(API_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, about, { operationIdFactory: operationId });
  const components = { ...document.components, schemas: { ...document.components?.schemas, ...schemas } };
  return sorted(as31({ ...document, servers: [{ url: '/' }], components })) as OpenAPIObject;
}

const operationId = (controller: string, method: string): string => `${controller.replace(/Controller$/, '')}_${method}`;

/** What 3.0 says by `nullable`, 3.1 says by the type (JSON Schema 2020-12). */
function as31(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(as31);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const lifted = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, as31(part)]));
  return nullable === true && typeof lifted['type'] === 'string' ? { ...lifted, type: [lifted['type'], 'null'] } : lifted;
}

/** Keys of paths and schemas in one order, so that the committed file changes only where the API does. */
function sorted(document: unknown): unknown {
  const { paths, components, ...rest } = document as { paths: object; components: { schemas: object } };
  const byName = (table: object): object => Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...rest, paths: byName(paths), components: { ...components, schemas: byName(components.schemas) } };
}

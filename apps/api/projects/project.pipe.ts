import { Injectable, type PipeTransform } from '@nestjs/common';
import { Refusal } from '#lifecycle/refusal';

/** What a project's id or code may be made of; anything else names none. */
const PROJECT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** The parameter, for the API's description. */
export const PROJECT_PARAM = {
  name: 'project',
  description: 'Mã đề án hoặc id / the project’s code or id',
  schema: { type: 'string' },
} as const;

@Injectable()
export class ProjectPipe implements PipeTransform<string, string> {
  /** @throws Refusal `project-not-found` */
  transform(project: string): string {
    if (!PROJECT.test(project)) throw new Refusal('project-not-found', { project: project.slice(0, 100) });
    return project;
  }
}

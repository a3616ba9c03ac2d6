import { Injectable, type PipeTransform } from '@nestjs/common';
import { isPerson } from '#lifecycle/contact/contact.events';
import { RequestProblem } from '../problems/request-problem.ts';

export const PERSON = { name: 'person', description: 'mã người / opaque id of a person', schema: { type: 'string' } } as const;

@Injectable()
export class PersonPipe implements PipeTransform<string, string> {
  /** @throws RequestProblem `not-found` */
  transform(person: string): string {
    if (!isPerson(person)) throw new RequestProblem('not-found');
    return person;
  }
}

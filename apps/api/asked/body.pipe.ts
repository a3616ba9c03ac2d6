import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Problem } from '#contracts/problem';
import { RequestProblem } from '../problems/request-problem.ts';
import { isSurelyValid } from './surely-valid.ts';

type Fault = NonNullable<Problem['errors']>[number];

/** A body as a checked object of its class; every fault is named by its place (JSON Pointer, RFC 6901), unknown fields too. */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    if (metatype === undefined) throw new Error('a body has a class');
    if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '', code: 'type', detail: 'must be an object' }] });
    }
    const body = plainToInstance(metatype as new () => object, value);
    if (isSurelyValid(body)) return body;
    const errors = validateSync(body, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) throw new RequestProblem('invalid-body', { errors: errors.flatMap((error) => faultsOf(error, '')) });
    return body;
  }
}

function faultsOf({ property, constraints, children = [] }: ValidationError, parent: string): readonly Fault[] {
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const [rule, detail] = Object.entries(constraints ?? {})[0] ?? [];
  if (rule === undefined || detail === undefined) return children.flatMap((child) => faultsOf(child, pointer));
  return [rule === 'whitelistValidation' ? { pointer, code: 'unknown-field' } : { pointer, code: 'invalid', detail }];
}

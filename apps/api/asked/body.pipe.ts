import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import type { Problem } from '#contracts/problem';
import { RequestProblem } from '../problems/request-problem.ts';
import { unpacked } from './fault.ts';
import { instanceOf } from './shape.ts';
import { isSurelyValid } from './surely-valid.ts';

type FoundFault = NonNullable<Problem['errors']>[number];

/** A body as a checked object of its class; every fault is named by its place (JSON Pointer, RFC 6901), unknown fields too. */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    if (metatype === undefined) throw new Error('a body has a class');
    return checkedBody(metatype as new () => object, value);
  }
}

/** Faults that one answer lists; more of them tell nobody more. */
const FAULTS_MAX = 100;

/** @param at where the body stands in what was sent, as a JSON Pointer @throws RequestProblem `invalid-body` */
export function checkedBody<Body extends object>(of: new () => Body, value: unknown, at = ''): Body {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RequestProblem('invalid-body', { errors: [{ pointer: at, code: 'type', detail: 'must be an object' }] });
  }
  const body = instanceOf(of, value);
  if (isSurelyValid(body)) return body;
  const errors = validateSync(body, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  const faults = errors.flatMap((error) => faultsOf(error, at));
  if (faults.length > 0) throw new RequestProblem('invalid-body', { errors: faults.slice(0, FAULTS_MAX) });
  return body;
}

function faultsOf({ property, constraints, children = [] }: ValidationError, parent: string): readonly FoundFault[] {
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const messages = Object.entries(constraints ?? {});
  if (messages.some(([rule]) => rule === 'whitelistValidation'))
    return [{ pointer, code: 'unknown-field', detail: 'there is no such field' }];
  const ours = messages.map(([, message]) => unpacked(message)).find((found) => found !== null);
  if (ours) return [{ pointer: `${pointer}${ours.at ?? ''}`, code: ours.code, detail: ours.detail }];
  const [[, detail] = ['', undefined]] = messages;
  if (detail !== undefined && children.length === 0) return [{ pointer, code: 'type', detail }];
  return children.flatMap((child) => faultsOf(child, pointer));
}

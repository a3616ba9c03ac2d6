import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { RequestProblem } from '../problems/request-problem.ts';
import type { RequestProblemCode } from '../problems/request-problems.ts';
import type { RuleContext } from './parameters.ts';
import { isSurelyValid } from './surely-valid.ts';

interface Fault {
  readonly code: RequestProblemCode;
  readonly parameter: string;
  readonly detail: string;
}

/** Parameters as a checked object. An empty parameter counts as not given; one that nobody knows is refused, so is a repeated one. */
@Injectable()
export class AskedPipe implements PipeTransform {
  transform(value: Readonly<Record<string, unknown>>, { metatype }: ArgumentMetadata): object {
    if (metatype === undefined) throw new Error('a query has a class');
    const given = Object.entries(value).filter(([, text]) => text !== '');
    const repeated = given.filter(([, text]) => typeof text !== 'string');
    if (repeated.length > 0) refuse(repeated.map(([parameter]) => ({ code: 'repeated-parameter', parameter, detail: 'give it once' })));
    // class-transformer passes these over in silence.
    const inherited = given.filter(([parameter]) => parameter in Object.prototype);
    if (inherited.length > 0) refuse(inherited.map(([parameter]) => unknownParameter(parameter)));
    const asked = plainToInstance(metatype as new () => object, Object.fromEntries(given));
    if (isSurelyValid(asked)) return asked;
    const errors = validateSync(asked, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) refuse(errors.map(faultOf));
    return asked;
  }
}

const unknownParameter = (parameter: string): Fault => ({ code: 'unknown-parameter', parameter, detail: 'there is no such parameter' });

function faultOf({ property, constraints = {}, contexts = {} }: ValidationError): Fault {
  if ('whitelistValidation' in constraints) return unknownParameter(property);
  const [rule = '', detail = ''] = Object.entries(constraints)[0] ?? [];
  const context = (contexts as Readonly<Record<string, RuleContext>>)[rule];
  return { code: context?.code ?? 'bad-parameter', parameter: property, detail };
}

/** The first fault names the problem; all of them are listed. */
function refuse(faults: readonly Fault[]): never {
  const [first] = faults as readonly [Fault];
  throw new RequestProblem(first.code, {
    facts: { parameter: first.parameter },
    errors: faults.map(({ parameter, code, detail }) => ({ parameter, code, detail })),
  });
}

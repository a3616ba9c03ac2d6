import { Injectable, type PipeTransform } from '@nestjs/common';
import { contractStream } from '#lifecycle/contract/contract.events';
import { RequestProblem } from '../problems/request-problem.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A contract's id as its stream. */
@Injectable()
export class ContractPipe implements PipeTransform<string, string> {
  /** @throws RequestProblem `not-found` */
  transform(id: string): string {
    if (!UUID.test(id)) throw new RequestProblem('not-found');
    return contractStream(id);
  }
}

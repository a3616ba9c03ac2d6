import { Injectable, type PipeTransform } from '@nestjs/common';
import { RequestProblem } from '../problems/request-problem.ts';

/** Years that the working calendar is made for. */
@Injectable()
export class CalendarYearPipe implements PipeTransform<string, number> {
  /** @throws RequestProblem `not-found` */
  transform(text: string): number {
    if (!/^(199\d|20\d\d|2100)$/.test(text)) throw new RequestProblem('not-found');
    return Number(text);
  }
}

import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ProvinceBoard } from '#contracts/figures';
import { provinceBoard, type ProvinceBoardAsked } from '#reports/province-board';
import { Storage } from '../storage/storage.ts';

export class AskBoard extends Query<ProvinceBoard> {
  constructor(readonly asked: Omit<ProvinceBoardAsked, 'position'>) {
    super();
  }
}

@QueryHandler(AskBoard)
export class AskBoardHandler implements IQueryHandler<AskBoard> {
  constructor(private readonly storage: Storage) {}

  async execute({ asked }: AskBoard): Promise<ProvinceBoard> {
    return this.storage.read(({ ledger, position }) => provinceBoard(ledger, { ...asked, position }));
  }
}

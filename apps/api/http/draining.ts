import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** How long requests in flight may take to end once the process was asked to stop. */
export const DRAIN_MS = 20_000;

/** From the request to stop on, nobody is told that we are ready; what still runs after the limit is cut off. */
@Injectable()
export class Draining implements OnModuleDestroy {
  #began = false;

  constructor(private readonly host: HttpAdapterHost) {}

  get began(): boolean {
    return this.#began;
  }

  onModuleDestroy(): void {
    this.#began = true;
    const server = this.host.httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  }
}

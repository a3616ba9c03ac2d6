import { Server, ServerCredentials } from '@grpc/grpc-js';
import gossipGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import gossipPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import featuresGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featuresPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import streamsGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { serveAppend, serveBatchAppend, serveDelete } from './append-service.ts';
import type { DoubleNode } from './double-node.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Faults } from './faults.ts';
import { uuidOf } from './messages.ts';
import { serveRead } from './read-service.ts';
import { ServerLog, type ServerLogOptions } from './server-log.ts';
import type { Endpoint } from './statuses.ts';

export interface DoubleOptions extends ServerLogOptions {
  /** 0: any free one */
  readonly port?: number;
  /** Without it the client makes each append a call of its own, as with an old server. */
  readonly batchAppend?: boolean;
  /** A log that several nodes share; else one of its own. */
  readonly log?: ServerLog;
}

/** How long a stopping server lets its calls go on, in milliseconds. */
const STOP_MS = 50;

/**
 * A stand-in for one node of KurrentDB: the gRPC services that the official client uses for appends, reads and subscriptions, on loopback and
 * without TLS, behind a hop that can break connections. Keeps no promise of a server beyond what `ServerLog` says.
 */
export class KurrentDouble implements DoubleNode {
  readonly log: ServerLog;
  readonly faults = new Faults();
  readonly subscriptions = new Set<(how: 'end' | 'break') => void>();
  leader: Endpoint | null = null;
  sent = 0;
  readonly #batchAppend: boolean;
  #running: { readonly server: Server; readonly proxy: FaultProxy } | null = null;
  #port: number;

  private constructor({ port = 0, batchAppend = true, log, ...options }: DoubleOptions) {
    this.#port = port;
    this.#batchAppend = batchAppend;
    this.log = log ?? new ServerLog(options);
  }

  static async start(options: DoubleOptions = {}): Promise<KurrentDouble> {
    const double = new KurrentDouble(options);
    await double.start();
    return double;
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `kurrentdb://127.0.0.1:${this.#port}?tls=false`;
  }

  readonly cut = (): void => this.#running?.proxy.cut();

  /** See `FaultProxy.silence`. */
  silence(): void {
    this.#running?.proxy.silence();
  }

  get connections(): number {
    return this.#running?.proxy.connections ?? 0;
  }

  endSubscriptions(how: 'end' | 'break'): void {
    for (const stop of this.subscriptions) stop(how);
  }

  /** See `ServerLog.rewind`; who is subscribed is thrown off, as by a node that starts again. */
  rewind(events: number): void {
    this.log.rewind(events);
    this.endSubscriptions('break');
  }

  /** Listens, again on the same port after `stop`. */
  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    this.#serve(server);
    const inner = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', ServerCredentials.createInsecure());
    const proxy = await FaultProxy.start(inner, this.#port);
    this.#port = proxy.port;
    this.#running = { server, proxy };
  }

  /** Ends every connection; the log stays in memory. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    await running.proxy.close();
    const forced = setTimeout(() => running.server.forceShutdown(), STOP_MS);
    await promisify(running.server.tryShutdown.bind(running.server))();
    clearTimeout(forced);
  }

  async discard(): Promise<void> {
    await this.stop();
    this.log.close();
  }

  #serve(server: Server): void {
    const streams: streamsGrpc.IStreamsServer = {
      read: (call) => void serveRead(this, call),
      append: (call, answer) => void serveAppend(this, call, answer),
      batchAppend: (call) => serveBatchAppend(this, call),
      delete: (call, answer) => serveDelete(this, false)(call, answer, new streamsPb.DeleteResp()),
      tombstone: (call, answer) => serveDelete(this, true)(call, answer, new streamsPb.TombstoneResp()),
    };
    const features: featuresGrpc.IServerFeaturesServer = { getSupportedMethods: (_, answer) => answer(null, this.#features()) };
    const gossip: gossipGrpc.IGossipServer = { read: (_, answer) => answer(null, this.#clusterInfo()) };
    server.addService(streamsGrpc.StreamsService, streams);
    server.addService(featuresGrpc.ServerFeaturesService, features);
    server.addService(gossipGrpc.GossipService, gossip);
  }

  /** The client looks for names in lower case. */
  #features(): featuresPb.SupportedMethods {
    const methods = ['read', 'append', 'delete', 'tombstone', ...(this.#batchAppend ? ['batchappend'] : [])];
    const named = methods.map((method) =>
      new featuresPb.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(method),
    );
    return new featuresPb.SupportedMethods().setEventStoreServerVersion('26.0.3').setMethodsList(named);
  }

  #clusterInfo(): gossipPb.ClusterInfo {
    const { LEADER, FOLLOWER } = gossipPb.MemberInfo.VNodeState;
    const self = { host: '127.0.0.1', port: this.#port };
    const members = this.leader === null ? [member(self, LEADER)] : [member(self, FOLLOWER), member(this.leader, LEADER)];
    return new gossipPb.ClusterInfo().setMembersList(members);
  }
}

const member = ({ host, port }: Endpoint, state: gossipPb.MemberInfo.VNodeState): gossipPb.MemberInfo =>
  new gossipPb.MemberInfo()
    .setInstanceId(uuidOf(randomUUID(), false))
    .setTimeStamp(String(Date.now()))
    .setState(state)
    .setIsAlive(true)
    .setHttpEndPoint(new gossipPb.EndPoint().setAddress(host).setPort(port));

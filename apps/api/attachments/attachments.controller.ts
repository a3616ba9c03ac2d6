import type { Readable } from 'node:stream';
import { Controller, Get, Inject, type OnApplicationBootstrap, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentStore, Damaged, type Incoming } from '#attachments/attachment-store';
import { agrees, isMediaType, MEDIA_TYPES, mediaTypeOf, type MediaType } from '#attachments/media-type';
import type { Clock } from '#commands/clock';
import type { Config } from '#config/config';
import type { Attachment } from '#contracts/attachments';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { Text } from '../asked/parameters.ts';
import { bounded, tooLarge } from '../http/bounded-body.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK, CONFIG } from '../tokens.ts';
import { cleanedName } from './file-name.ts';
import { digestOf, dispositionOf, fileNameOf, rangeOf } from './headers.ts';
import { declaredType, UPLOAD_MS, UPLOAD_SILENCE_MS } from './upload.ts';

class DownloadDto {
  @Text(255, 'Tên tệp khi lưu / name to save the file under')
  readonly name?: string;
}

const DISPOSITION = {
  name: 'Content-Disposition',
  required: true,
  description: "attachment; filename*=UTF-8''tên.pdf (RFC 8187)",
} as const;
const STORED = { description: 'Attachment', schema: contractSchema('Attachment') } as const;
const BYTES = { type: 'string', format: 'binary' } as const;
const SHA256 = {
  name: 'sha256',
  description: 'SHA-256 của tệp / of the file',
  schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
} as const;

@ApiTags('attachments')
@Controller('api/v1/attachments')
export class AttachmentsController implements OnApplicationBootstrap {
  constructor(
    private readonly store: AttachmentStore,
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Uploads that a crash interrupted have only a temporary name. */
  async onApplicationBootstrap(): Promise<void> {
    await this.store.removeLeftOvers(Date.parse(this.clock.now()));
  }

  @Post()
  @ApiOperation({ summary: 'Tải một tệp lên, từng byte như nó có / Upload a file, byte for byte' })
  @ApiConsumes(...Object.keys(MEDIA_TYPES))
  @ApiHeader(DISPOSITION)
  @ApiHeader({ name: 'Content-Digest', required: false, description: 'sha-256=:…: (RFC 9530)' })
  @ApiBody({ schema: BYTES })
  @ApiResponse({ status: 201, ...STORED })
  @ApiResponse({ status: 200, ...STORED, description: 'Đã có sẵn / it was there already' })
  @Problems()
  async upload(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Attachment> {
    void this.storage.log; // Nothing is taken while the log is not open: the folder may belong to another process.
    const { headers } = request;
    const bytesMax = this.config.attachmentBytesMax;
    if (Number(headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
    if (headers['content-type'] === undefined) throw new RequestProblem('unsupported-media-type');
    const mediaType = declaredType(headers['content-type']);
    const name = cleanedName(fileNameOf(headers['content-disposition']) ?? '', mediaType);
    if (name === null) throw new RequestProblem('bad-file-name');
    const digest = digestOf(headers['content-digest'] as string | undefined, headers['digest'] as string | undefined);
    const source = bounded(request.body as Readable, { bytesMax, silenceMs: UPLOAD_SILENCE_MS, totalMs: UPLOAD_MS });
    const { sha256, size, created } = await this.store.put(source, (incoming) => checkFile(incoming, mediaType, digest));
    reply
      .status(created ? 201 : 200)
      .headers({ Location: `/api/v1/attachments/${sha256}`, ETag: `"${sha256}"`, 'Cache-Control': 'no-store' });
    return { sha256, size, mediaType, name };
  }

  @Get(':sha256')
  @ApiOperation({ summary: 'Tải một tệp về / Download a file' })
  @ApiParam(SHA256)
  @ApiHeader({ name: 'Range', required: false, description: 'bytes=0-1023; nhiều khoảng thì trả cả tệp / several ranges: the whole file' })
  @ApiResponse({ status: 200, description: 'Tệp / the file', content: { 'application/octet-stream': { schema: BYTES } } })
  @ApiResponse({
    status: 206,
    description: 'Một khoảng của tệp / one range of it',
    content: { 'application/octet-stream': { schema: BYTES } },
  })
  @ApiResponse({ status: 304, description: 'Bạn đã có tệp này / you have it already' })
  @Problems()
  async download(
    @Param('sha256') sha256: string,
    @Query(AskedPipe) { name }: DownloadDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.#read(() => this.store.describe(sha256));
    if (found === null) throw new RequestProblem('attachment-not-found');
    const mediaType = isMediaType(found.mediaType ?? '') ? (found.mediaType as MediaType) : 'text/plain';
    const etag = `"${sha256}"`;
    const { range: asked, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
    reply.headers({ ETag: etag, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-cache' });
    if (ifNoneMatch?.split(',').some((tag) => tag.trim() === etag)) return void reply.status(304).send();
    const range = ifRange === undefined || ifRange === etag ? rangeOf(asked, found.size) : null;
    const bytes = await this.#read(() => this.store.read(sha256, range ?? undefined));
    const length = range === null ? found.size : range.end - range.start + 1;
    if (range !== null) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${found.size}`);
    void reply
      .status(range === null ? 200 : 206)
      .type(mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
      .headers({
        'Content-Length': length,
        'Content-Disposition': dispositionOf(cleanedName(name ?? '', mediaType) ?? `${sha256}.${MEDIA_TYPES[mediaType][0]}`),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
      })
      .send(bytes);
  }

  async #read<Found>(look: () => Promise<Found>): Promise<Found> {
    try {
      return await look();
    } catch (error) {
      if (error instanceof Damaged) throw new RequestProblem('attachment-damaged', { facts: { sha256: error.sha256 } });
      throw error;
    }
  }
}

async function checkFile({ file, size, sha256 }: Incoming, declared: MediaType, digest: string | null): Promise<void> {
  if (size === 0) throw new RequestProblem('empty-file');
  if (digest !== null && digest !== sha256) throw new RequestProblem('digest-mismatch');
  const found = await mediaTypeOf(file);
  if (!agrees(declared, found)) throw new RequestProblem('type-mismatch', { facts: { declared, found: found ?? 'unknown' } });
}

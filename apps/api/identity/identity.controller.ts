import { Controller, Get, Req } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#contracts/service';
import { ROLES } from '#reference/roles';
import { Answers } from '../openapi/answers.ts';
import { type DemoIdentity, demoIdentities, IDENTITY_HEADER, identityOf } from './demo-identity.ts';

@ApiTags('identity')
@Controller('api/v1/identity')
export class IdentityController {
  @Get()
  @ApiOperation({ summary: 'Ai đang dùng: tài khoản dùng thử / Who you are: a demo account' })
  @ApiHeader({ name: IDENTITY_HEADER, required: false, description: 'Tài khoản dùng thử / one of the demo identities' })
  @Answers('Identity')
  identity(@Req() { headers }: FastifyRequest): Identity {
    return { ...shown(identityOf(headers)), demo: true, others: demoIdentities.map(shown) };
  }
}

const shown = ({ id, name, role }: DemoIdentity) => ({ id, name, role: ROLES[role] });

import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { SwitchService } from './switch.service.ts';
import { SetSwitchResult, Switch } from './switch.type.ts';

@Resolver()
export class SwitchResolver {
  readonly #switches: SwitchService;

  constructor(switches: SwitchService) {
    this.#switches = switches;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => [Switch])
  switches(@Ctx() ctx: RequestContext): Promise<Switch[]> {
    return this.#switches.list(ctx.em);
  }

  @Auth('ADMIN')
  @Mutation(() => SetSwitchResult, { description: 'Counts in every process at once, and is audited.' })
  setSwitch(
    @Ctx() ctx: RequestContext,
    @Arg('name', () => String) name: string,
    @Arg('isOn', () => Boolean) isOn: boolean,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#switches.set(ctx, { name, isOn, reason });
  }
}

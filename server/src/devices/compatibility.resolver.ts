import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { isLocale, type RequestContext } from '../platform/request-context.ts';
import { explain, type Judgement, judge, type Verdict } from './compatibility.service.ts';
import { searchModels } from './device-search.ts';

export const CompatibilityVerdict = {
  COMPATIBLE: 'COMPATIBLE',
  INCOMPATIBLE: 'INCOMPATIBLE',
  UNKNOWN: 'UNKNOWN',
} as const satisfies Record<Verdict, Verdict>;
registerEnumType(CompatibilityVerdict, { name: 'CompatibilityVerdict' });

@ObjectType()
export class DeviceCompatibility {
  @Field(() => CompatibilityVerdict)
  verdict!: Verdict;
  @Field(() => String, {
    nullable: true,
    description: 'Name of what was recognised, for people; null when nothing was.',
  })
  device!: string | null;
}

@ObjectType('DeviceModel')
export class DeviceModelType {
  @Field(() => String)
  brand!: string;
  @Field(() => String)
  model!: string;
  @Field(() => CompatibilityVerdict)
  verdict!: Verdict;
}

@Resolver(() => DeviceCompatibility)
export class CompatibilityResolver {
  @Query(() => DeviceCompatibility, {
    description: "With neither argument the request's own User-Agent is judged.",
  })
  deviceCompatibility(
    @Ctx() ctx: RequestContext,
    @Arg('userAgent', () => String, { nullable: true }) userAgent?: string | null,
    @Arg('model', () => String, { nullable: true }) model?: string | null,
  ): Judgement {
    return judge({ userAgent: userAgent?.trim() || ctx.userAgent, model });
  }

  @Query(() => [DeviceModelType], {
    description: 'Models of the compatibility list whose name contains the words of search. At most 20.',
  })
  deviceModels(@Arg('search', () => String) search: string): readonly DeviceModelType[] {
    return searchModels(search);
  }

  @FieldResolver(() => String)
  message(
    @Root() judgement: Judgement,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return explain(judgement, locale && isLocale(locale) ? locale : ctx.locale);
  }
}

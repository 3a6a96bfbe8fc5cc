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
import { say } from '../platform/i18n/say.ts';
import { isLocale, type Locale, type RequestContext } from '../platform/request-context.ts';
import { deviceListSource, regionNotes } from './compatibility.messages.ts';
import { explain, type Judgement, judge, type Verdict } from './compatibility.service.ts';
import type { DeviceModel } from './device-model.ts';
import { deviceListAsOf, deviceModels } from './device-models.ts';
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

@ObjectType({ description: 'Models whose verdict is the same for the same reason.' })
export class DeviceGroup {
  @Field(() => CompatibilityVerdict)
  verdict!: Verdict;
  @Field(() => String, { nullable: true, description: 'Which versions of these differ.' })
  note!: string | null;
  @Field(() => [String])
  models!: string[];
}

@ObjectType()
export class DeviceBrand {
  @Field(() => String)
  brand!: string;
  @Field(() => [DeviceGroup])
  groups!: DeviceGroup[];
}

@ObjectType({ description: 'The whole compatibility list, newest models first within a brand.' })
export class DeviceList {
  @Field(() => String, { description: 'The day the list was last gone through, YYYY-MM-DD.' })
  asOf!: string;
  @Field(() => String, { description: 'Where its facts come from.' })
  source!: string;
  @Field(() => [DeviceBrand])
  brands!: DeviceBrand[];
}

const languageOf = (ctx: RequestContext, locale: string | null | undefined): Locale =>
  locale && isLocale(locale) ? locale : ctx.locale;

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

  @Query(() => DeviceList)
  deviceList(
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): DeviceList {
    const language = languageOf(ctx, locale);
    const brands = Map.groupBy(deviceModels, ({ brand }) => brand);
    return {
      asOf: deviceListAsOf,
      source: say(deviceListSource, language),
      brands: [...brands].map(([brand, models]) => ({ brand, groups: groupsOf(models, language) })),
    };
  }

  @FieldResolver(() => String)
  message(
    @Root() judgement: Judgement,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return explain(judgement, languageOf(ctx, locale));
  }
}

function groupsOf(models: readonly DeviceModel[], locale: Locale): DeviceGroup[] {
  const groups = Map.groupBy(models, ({ verdict, note }) => `${verdict} ${note}`);
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const note = first.note && say(regionNotes[first.note], locale);
    return [{ verdict: first.verdict, note, models: alike.map(({ model }) => model) }];
  });
}

import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class ImportError {
  /** As a spreadsheet numbers rows: the header is 1. */
  @Field(() => Int)
  row!: number;
  @Field(() => String, { nullable: true })
  field!: string | null;
  @Field(() => String)
  code!: string;
  @Field(() => String)
  message!: string;
}

/** What an import did; in a dry run, and where rows were rejected, nothing was changed. */
@ObjectType()
export class ImportReport {
  @Field(() => Int)
  created!: number;
  @Field(() => Int)
  updated!: number;
  /** Rows with an error, all of them; `errors` names the first 50. */
  @Field(() => Int)
  rejected!: number;
  @Field(() => [ImportError])
  errors!: ImportError[];
  @Field(() => Boolean)
  applied!: boolean;
}

import { type Block, fill, type TextValues } from './block.ts';

/** A long text, as wide as one reads well. */
export function Prose({ blocks, values = {} }: { blocks: readonly Block[]; values?: TextValues }) {
  return (
    <div className="max-w-prose space-y-4 leading-relaxed">
      {blocks.map((block) => (
        <ProseBlock key={JSON.stringify(block)} block={block} values={values} />
      ))}
    </div>
  );
}

/** The shop's address for mails can be pressed. */
function Paragraph({ text, values }: { text: string; values: TextValues }) {
  const [before, ...after] = text.split('{{supportEmail}}');
  const email = values.supportEmail;
  if (!email || after.length === 0) return fill(text, values);
  return (
    <>
      {fill(before ?? '', values)}
      <a href={`mailto:${email}`} className="text-brand underline underline-offset-4">
        {email}
      </a>
      {fill(after.join(String(email)), values)}
    </>
  );
}

function ProseBlock({ block, values }: { block: Block; values: TextValues }) {
  if (typeof block === 'string') {
    return (
      <p>
        <Paragraph text={block} values={values} />
      </p>
    );
  }
  if ('title' in block) return <h2 className="pt-4 text-xl">{fill(block.title, values)}</h2>;
  if ('steps' in block) {
    return (
      <ol className="list-decimal space-y-2 pl-6 marker:font-semibold marker:text-brand">
        {block.steps.map((step) => (
          <li key={step}>{fill(step, values)}</li>
        ))}
      </ol>
    );
  }
  return (
    <ul className="list-disc space-y-2 pl-6 marker:text-brand">
      {block.list.map((item) => (
        <li key={item}>{fill(item, values)}</li>
      ))}
    </ul>
  );
}

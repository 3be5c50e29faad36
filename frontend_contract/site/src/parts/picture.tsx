import type { RenditionFragment } from "@wellspring/client";

interface Props {
  alt: string;
  rendition: RenditionFragment;
  /** How wide it is shown, as `sizes` has it. */
  sizes: string;
  /** Whether it is seen first, and so is not to wait. */
  first?: boolean;
}

export function Picture({ alt, rendition, sizes, first = false }: Props) {
  const { url, width, height, srcset, sources } = rendition;
  return (
    <picture>
      {sources.map((source) => (
        <source type={source.type} srcset={source.srcset} sizes={sizes} />
      ))}
      <img
        src={url}
        srcset={srcset || undefined}
        sizes={srcset ? sizes : undefined}
        width={width ?? undefined}
        height={height ?? undefined}
        alt={alt}
        loading={first ? "eager" : "lazy"}
        fetchpriority={first ? "high" : undefined}
        decoding="async"
      />
    </picture>
  );
}

/** The picture of a product, or a plain one if it has none. */
export function Picture({ handle, title, size }: { handle: string | null | undefined; title: string; size: number }) {
  return (
    <img
      className="picture"
      src={`/products/${handle}.svg`}
      alt={title}
      width={size}
      height={size}
      onError={({ currentTarget: image }) => {
        if (!image.src.endsWith("/products/plain.svg")) image.src = "/products/plain.svg";
      }}
    />
  );
}

/** The drawing of a product; a plain one for products that have none. */
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

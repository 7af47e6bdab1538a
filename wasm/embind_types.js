// Embind's glue knows every type that it could carry. Only integers, booleans and doubles cross here (wasm/bindings.cpp),
// so what it brings for the others stays out: an eighth of all the script that a page loads. A function that takes or gives
// one of them says so when it is called: "Cannot call … due to unbound types".
(() => {
  const neverCrosses = ["std_string", "std_wstring", "memory_view", "emval"];
  const nothing = neverCrosses.flatMap((type) => [
    [`_embind_register_${type}`, function () {}],
    [`_embind_register_${type}__deps`, []],
  ]);
  mergeInto(LibraryManager.library, Object.fromEntries(nothing));
})();

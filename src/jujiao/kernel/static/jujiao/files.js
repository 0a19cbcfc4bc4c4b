// Choosing photos, recordings and PDF files: shown at once, removable; photos are made smaller before they are sent, for
// a bad network.
const LONGEST_SIDE = 2048;
const LARGEST = 20 * 1024 * 1024;  // of a photo, which is made smaller
const LARGEST_OTHER = 15 * 1024 * 1024;
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const say = (pattern, values) => (pattern ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Many browsers name no type for a phone's own formats.
const isPicture = (file) => file.type.startsWith("image/") || /\.(heic|heif|avif)$/i.test(file.name);
const isOther = (file) => /^audio\/|\/pdf$/.test(file.type) || /\.(amr|mp3|m4a|aac|ogg|opus|wav|3gp|pdf)$/i.test(file.name);

async function smaller(file) {
  if (file.type === "image/gif") return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";  // a JPEG has nothing transparent
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    // A format that this browser cannot draw (HEIC): the server reads it.
    return file;
  }
}

const files = () => ({
  chosen: [],
  trouble: "",
  get limit() { return Number(this.$root.dataset.limit); },
  get room() { return this.chosen.length < this.limit; },
  async add(event) {
    this.trouble = "";
    for (const file of [...event.target.files]) {
      const picture = isPicture(file);
      if (!picture && !isOther(file)) this.trouble = say(words.no_file, { name: file.name });
      else if (file.size > (picture ? LARGEST : LARGEST_OTHER)) {
        this.trouble = say(words.too_large, { name: file.name, count: (picture ? LARGEST : LARGEST_OTHER) / 1024 ** 2 });
      } else if (!this.room) this.trouble = say(words.too_many, { count: this.limit });
      else await this.take(file, picture);
    }
    this.send();
  },
  async take(source, picture) {
    const file = picture ? await smaller(source) : source;
    this.chosen.push({ key: crypto.randomUUID?.() ?? String(Math.random()), file, picture, other: !picture,
      name: source.name, look: picture ? "" : "is-file", url: picture ? URL.createObjectURL(file) : null,
      remove: say(words.remove, { name: source.name }) });
  },
  remove(key) {
    const file = this.chosen.find((each) => each.key === key);
    if (file?.url) URL.revokeObjectURL(file.url);
    this.chosen = this.chosen.filter((each) => each.key !== key);
    this.trouble = "";
    this.send();
  },
  send() {
    for (const [input, picture] of [[this.$refs.pictures, true], [this.$refs.others, false]]) {
      const kept = new DataTransfer();
      this.chosen.filter((each) => each.picture === picture).forEach((each) => kept.items.add(each.file));
      input.files = kept.files;
    }
    this.$refs.pictures.dispatchEvent(new Event("input", { bubbles: true }));
  },
});

document.addEventListener("alpine:init", () => Alpine.data("files", files));

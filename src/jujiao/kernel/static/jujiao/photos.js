// Choosing photos: shown at once, removable, and made smaller before they are sent, for a bad network.
const LONGEST_SIDE = 2048;
const LARGEST = 20 * 1024 * 1024;
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const say = (pattern, values) => (pattern ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Many browsers name no type for a phone's own formats.
const isPicture = (file) => file.type.startsWith("image/") || /\.(heic|heif|avif)$/i.test(file.name);

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

const photos = () => ({
  chosen: [],
  trouble: "",
  get limit() { return Number(this.$root.dataset.limit); },
  get room() { return this.chosen.length < this.limit; },
  async add() {
    this.trouble = "";
    for (const file of [...this.$refs.input.files]) {
      if (!isPicture(file)) this.trouble = say(words.no_picture, { name: file.name });
      else if (file.size > LARGEST) this.trouble = say(words.too_large, { name: file.name });
      else if (!this.room) this.trouble = say(words.too_many, { count: this.limit });
      else await this.take(file);
    }
    this.send();
  },
  async take(source) {
    const file = await smaller(source);
    this.chosen.push({ key: crypto.randomUUID?.() ?? String(Math.random()), file, name: source.name,
      url: URL.createObjectURL(file), remove: say(words.remove, { name: source.name }) });
  },
  remove(key) {
    const photo = this.chosen.find((each) => each.key === key);
    if (photo) URL.revokeObjectURL(photo.url);
    this.chosen = this.chosen.filter((each) => each.key !== key);
    this.trouble = "";
    this.send();
  },
  send() {
    const files = new DataTransfer();
    this.chosen.forEach((photo) => files.items.add(photo.file));
    this.$refs.input.files = files.files;
    this.$refs.input.dispatchEvent(new Event("input", { bubbles: true }));
  },
});

document.addEventListener("alpine:init", () => Alpine.data("photos", photos));

import { describe, expect, it, vi } from "vitest";
import { openWindow, viewerFor, type Viewer } from "./opening";

const site = (id: string, viewer: Viewer) => ({ id, name: id, origins: [], viewer, pages: [] });

describe("I13: where a co-browse opens", () => {
  it("is as the agent wants, whatever the site says", () => {
    expect(viewerFor("tab", [site("a", "popup")], "a")).toBe("tab");
  });

  it("is as the administrator set it for the site, or for all sites where it is not known yet", () => {
    const sites = [site("a", "popup"), site("b", "tab")];
    expect(viewerFor("site", sites, "b")).toBe("tab");
    expect(viewerFor("site", sites, null)).toBe("console");
    expect(viewerFor("site", [site("a", "tab"), site("b", "tab")], null)).toBe("tab");
    expect(viewerFor("site", [], null)).toBe("console");
  });

  it("a window that the browser blocks is noticed", () => {
    const blocked = vi.fn<typeof window.open>(() => null);
    expect(openWindow("popup", blocked)).toBeNull();
    expect(blocked.mock.calls[0]?.[2]).toContain("popup");
    expect(openWindow("tab", () => ({ closed: true }) as Window)).toBeNull();
    expect(openWindow("console", blocked)).toBeNull();
    expect(blocked).toHaveBeenCalledTimes(1);
  });
});

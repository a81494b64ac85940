/** Where the sources of the project are published. */
export const repositoryUrl = 'https://github.com/docproof/docproof';

/** The address of a file or folder of the repository. */
export function sourceUrl(path: string): string {
  return `${repositoryUrl}/tree/main/${path}`;
}

/** The address of the Markdown twin of a page, from the id of its entry. */
export function markdownPath(id: string): string {
  return `/${id === '' ? 'index' : id}.md`;
}

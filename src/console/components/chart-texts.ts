import { defineTexts } from '../kit/texts';

export const CHART_TEXTS = defineTexts({
  en: { showTable: 'Show as table', showChart: 'Show as chart' },
  de: { showTable: 'Als Tabelle zeigen', showChart: 'Als Diagramm zeigen' },
  zh: { showTable: '以表格显示', showChart: '以图表显示' },
});

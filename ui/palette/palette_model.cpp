// SPDX-License-Identifier: Apache-2.0
#include "ui/palette/palette_model.h"

#include "ui/widgets/cells.h"

namespace symbolon::ui {

void PaletteModel::setHits(const QList<PaletteHit> &hits)
{
    beginResetModel();
    m_hits = hits;
    endResetModel();
}

const PaletteHit *PaletteModel::at(int row) const
{
    return row >= 0 && row < m_hits.size() ? &m_hits.at(row) : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteHit &hit = m_hits.at(index.row());
    switch (role) {
    case CellRole: {
        Cell cell = Cell::twoLine(hit.title, hit.detail, hit.glyph);
        cell.glyphInk = hit.kind == PaletteHit::Kind::Action ? Ink::Text2 : Ink::Accent;
        if (hit.isBlocked)
            cell.ink = Ink::Text3;
        return QVariant::fromValue(cell);
    }
    case Qt::DisplayRole:
        return hit.title;
    case Qt::AccessibleTextRole:
        switch (hit.kind) {
        case PaletteHit::Kind::Action:
            return hit.isBlocked ? tr("Action %1, not now: %2").arg(hit.title, hit.detail)
                                 : tr("Action %1 %2").arg(hit.title, hit.detail).trimmed();
        case PaletteHit::Kind::Identity:
            return tr("Identity %1, %2").arg(hit.title, hit.detail);
        case PaletteHit::Kind::Issuer:
            return tr("Issuer %1, %2").arg(hit.title, hit.detail);
        case PaletteHit::Kind::Credential:
            return tr("Credential %1, %2").arg(hit.title, hit.detail);
        }
        return {};
    default:
        return {};
    }
}

} // namespace symbolon::ui

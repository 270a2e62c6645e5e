// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/palette/palette_search.h"

#include <QAbstractListModel>

namespace symbolon::ui {

// What the palette found, best first.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setHits(const QList<PaletteHit> &hits);
    // nullptr: there is no such row.
    [[nodiscard]] const PaletteHit *at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PaletteHit> m_hits;
};

} // namespace symbolon::ui

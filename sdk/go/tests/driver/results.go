package main

import (
	"errors"

	"github.com/keyward/keyward/sdk/go/keyward"
)

func features(changed []keyward.FloatingFeature) object {
	result := []object{}
	for _, each := range changed {
		result = append(result, object{
			"feature": each.Feature, "held": each.Held, "used": each.Used, "max": each.Max, "code": orNull(each.Code),
		})
	}
	return object{"features": result}
}

func place(waiting *keyward.SeatPlace) any {
	if waiting == nil {
		return nil
	}
	return object{"position": waiting.Position}
}

func lastError(err error) any {
	var failed *keyward.Error
	if !errors.As(err, &failed) {
		return nil
	}
	return object{"code": failed.Code, "message": failed.Message}
}

func meter(after keyward.Usage) object {
	return object{"meter": after.Meter, "used": after.Used, "limit": after.Limit, "left": after.Left}
}

func credit(after keyward.Credit) object {
	return object{"credit": after.Credit, "used": after.Used, "limit": orNull(after.Limit), "left": orNull(after.Left)}
}

func balances(after keyward.Balances) object {
	meters, credits := []object{}, []object{}
	for _, each := range after.Meters {
		meters = append(meters, meter(each))
	}
	for _, each := range after.Credits {
		credits = append(credits, credit(each))
	}
	return object{"meters": meters, "credits": credits}
}

func offered(update *keyward.Update) object {
	return object{"version": update.Version, "is_available": update.Available, "reason": orNull(update.Reason)}
}

func facts(state keyward.State) object {
	result := object{
		"starts_on": orNull(state.StartsOn), "would_be": orNull(state.WouldBe), "customer": nil,
		"metadata": orEmpty(state.Metadata), "device_metadata": orEmpty(state.DeviceMetadata),
	}
	if customer := state.Customer; customer != nil {
		described := object{"name": customer.Name, "company": orNull(customer.Company), "metadata": orEmpty(customer.Metadata)}
		result["customer"] = described
	}
	return result
}

func relay(answered *keyward.Relay) any {
	if answered == nil {
		return nil
	}
	return object{"id": answered.ID, "name": answered.Name, "until": answered.Until.Unix()}
}

func orEmpty(metadata object) object {
	if metadata == nil {
		return object{}
	}
	return metadata
}
